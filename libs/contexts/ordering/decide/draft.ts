import { happened, isForgotten, nothing, refuse, type DesignatedAccount, type Refusal } from '#kernel';
import { wrongFigures } from '../arithmetic.js';
import type { DraftOrder, ReviseOrder } from '../commands.js';
import type { Contract } from '../contract.js';
import type { OrderFacts } from '../state.js';
import { hasEnded, notIn, sideOf, subjectOf, unknownOrder, type Decide } from './common.js';

/** Online the buyer writes the contract; offline the supplier drafts it [seed]. */
export const draftOrder: Decide<DraftOrder> = (order, { orderId, contract }, context) => {
  const by = sideOf(context.actor, contract);
  if (by === null) return refuse('only-a-party-drafts-an-order');
  const contractHash = context.digest(contract);
  if (order.phase !== 'none') {
    const alreadySo = order.phase === 'drafted' && order.contractHash === contractHash;
    return alreadySo ? nothing() : refuse('order-already-drafted', { phase: order.phase });
  }
  const instructions = instructionsFor(contract, context.facts);
  if (instructions.kind === 'refused') return instructions;
  const { buyer, supplier } = contract;
  return happened({
    type: 'order.drafted.v1',
    data: { orderId, buyer, supplier, by, contract, contractHash, ...instructions.data },
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
  const contractHash = context.digest(contract);
  if (contractHash === order.contractHash) return nothing();
  if (order.phase === 'submitted' && context.now >= order.confirmBy)
    return refuse('order-expired-unconfirmed', { confirmBy: order.confirmBy });
  const instructions = instructionsFor(contract, context.facts);
  if (instructions.kind === 'refused') return instructions;
  const voided = order.phase === 'submitted' && order.confirmedBy !== null ? [order.confirmedBy] : [];
  return happened({
    type: 'order.revised.v1',
    data: { by, contract, contractHash, ...instructions.data, voided, ...subjectOf(order) },
  });
};

interface Instructions {
  readonly kind: 'instructions';
  readonly data: { readonly supplierName: string; readonly designatedAccount: DesignatedAccount };
}

/**
 * Whom and where the buyer pays, when the contract may stand: the instructions always name the designated account, for
 * money that goes elsewhere is not covered.
 */
function instructionsFor(contract: Contract, facts: OrderFacts): Instructions | Refusal {
  const supplier = facts?.supplier ?? null;
  if (supplier === null) return refuse('unknown-supplier', { supplierId: contract.supplier });
  if (contract.buyer === contract.supplier) return refuse('parties-not-distinct', { organisation: contract.buyer });
  const { name, designatedAccount, currency } = supplier;
  if (isForgotten(designatedAccount.holder) || isForgotten(designatedAccount.number))
    return refuse('designated-account-forgotten', { supplierId: contract.supplier });
  return wrongFigures(contract, currency) ?? { kind: 'instructions', data: { supplierName: name, designatedAccount } };
}
