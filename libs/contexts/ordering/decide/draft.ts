import { happened, nothing, refuse } from '#kernel';
import type { DraftOrder, ReviseOrder } from '../commands.js';
import { hasEnded, notIn, sideOf, subjectOf, unknownOrder, type Decide } from './common.js';
import { foundOrigin } from './origin.js';
import { isSameContract, writtenDown } from './written.js';

/** Online the buyer writes the contract; offline the supplier drafts it [seed]. */
export const draftOrder: Decide<DraftOrder> = (order, { orderId, contract, origin }, context) => {
  const by = sideOf(context.actor, contract);
  if (by === null) return refuse('only-a-party-drafts-an-order');
  if (order.phase !== 'none') {
    const alreadySo = order.phase === 'drafted' && isSameContract(order, contract, context);
    return alreadySo ? nothing() : refuse('order-already-drafted', { phase: order.phase });
  }
  const began = origin && foundOrigin(origin, contract, context);
  if (began?.kind === 'refused') return began;
  const written = writtenDown(contract, context);
  if (written.kind === 'refused') return written;
  const { buyer, supplier } = contract;
  return happened({
    type: 'order.drafted.v1',
    data: { orderId, buyer, supplier, by, ...written.data, ...(began && { origin: began.origin }) },
  });
};

/**
 * Another contract is another hash, so what was confirmed before is void. The time to confirm goes on: it counts from
 * the submission.
 */
export const reviseOrder: Decide<ReviseOrder> = (order, command, context) => {
  if (order.phase === 'none') return unknownOrder(command);
  const { contract } = command;
  const by = sideOf(context.actor, order.terms);
  if (by === null) return refuse('only-a-party-revises-an-order');
  if (hasEnded(order)) return notIn('drafted', order);
  if (order.phase !== 'drafted' && order.phase !== 'submitted')
    return refuse('order-already-confirmed', { phase: order.phase });
  if (contract.buyer !== order.terms.buyer || contract.supplier !== order.terms.supplier)
    return refuse('parties-fixed', { buyer: order.terms.buyer, supplier: order.terms.supplier });
  if (isSameContract(order, contract, context)) return nothing();
  if (order.phase === 'submitted' && context.now >= order.confirmBy)
    return refuse('order-expired-unconfirmed', { confirmBy: order.confirmBy });
  const written = writtenDown(contract, context);
  if (written.kind === 'refused') return written;
  const voided = order.phase === 'submitted' && order.confirmedBy !== null ? [order.confirmedBy] : [];
  return happened({
    type: 'order.revised.v1',
    data: { by, ...written.data, voided, ...subjectOf(order) },
  });
};
