import { actsAs, fromData, happened, isLess, isPlatform, nothing, refuse, toData } from '#kernel';
import type { AcknowledgeReducedCover, RecordCover } from '../commands.js';
import { isOpen, type Cover } from '../state.js';
import { notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/** The order learns once for each version of the contract what the supplier's limit had for it; cover freed later never tops it up. */
export const recordCover: Decide<RecordCover> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-cover');
  if (order.phase === 'none') return unknownOrder(command);
  if (order.phase === 'completed') return nothing();
  if (!isOpen(order)) return notIn('confirmed', order);
  if (order.cover.status !== 'reserving') return nothing();
  const { coverageType, base, requested, granted } = command;
  const reduced = isLess(fromData(granted), fromData(requested));
  return happened({
    type: 'order.cover-recorded.v1',
    data: { coverageType, base, requested, granted, reduced, ...subjectOf(order) },
  });
};

export const acknowledgeReducedCover: Decide<AcknowledgeReducedCover> = (order, command, { actor }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'buyer', order.terms.buyer)) return refuse('only-the-buyer-acknowledges-reduced-cover');
  if (order.phase === 'completed') return refuse('cover-already-settled', { phase: order.phase });
  if (!isOpen(order)) return notIn('confirmed', order);
  if (order.phase !== 'confirmed' && isAccepted(order.cover))
    return refuse('cover-already-settled', { phase: order.phase }); // an amendment may open it again
  const { cover } = order;
  switch (cover.status) {
    case 'reserving':
      return refuse('cover-not-settled', { cover: cover.status });
    case 'granted':
      return refuse('cover-not-reduced');
    case 'reduced': {
      if (cover.acknowledged) return nothing();
      const amounts = { requested: toData(cover.requested), granted: toData(cover.granted) };
      return happened({ type: 'order.reduced-cover-acknowledged.v1', data: { ...amounts, ...subjectOf(order) } });
    }
  }
};

/** The buyer knows his cover, which he has to before he pays. */
export const isAccepted = (cover: Cover): boolean =>
  cover.status === 'granted' || (cover.status === 'reduced' && cover.acknowledged);
