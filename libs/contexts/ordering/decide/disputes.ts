import { happened, isPlatform, nothing, refuse, type Decision, type Refusal } from '#kernel';
import type {
  CloseByDispute,
  OrderCommand,
  RecordDisputeEnded,
  RecordDisputeEscalated,
  RecordDisputeOpened,
} from '../commands.js';
import { isBound, isOpen, type BoundOrder, type KnownDispute, type Order } from '../state.js';
import type { OrderEvent } from '../events.js';
import { notIn, subjectOf, unknownOrder, type Context, type Decide } from './common.js';

export const recordDisputeOpened: Decide<RecordDisputeOpened> = (order, command, context) =>
  told(order, command, context, ({ bound, known }) => {
    if (known !== undefined) return nothing(); // also when its end was told before
    const { disputeId } = command;
    return happened({ type: 'order.dispute-opened-recorded.v1', data: { disputeId, ...subjectOf(bound) } });
  });

export const recordDisputeEscalated: Decide<RecordDisputeEscalated> = (order, command, context) =>
  told(order, command, context, ({ bound, known }) => {
    if (known !== undefined && known.status !== 'open') return nothing();
    const { disputeId } = command;
    return happened({ type: 'order.dispute-escalated-recorded.v1', data: { disputeId, ...subjectOf(bound) } });
  });

export const recordDisputeEnded: Decide<RecordDisputeEnded> = (order, command, context) =>
  told(order, command, context, ({ bound, known }) => {
    if (known?.status === 'ended') return nothing();
    const { disputeId, outcome, refunded } = command;
    return happened({
      type: 'order.dispute-ended-recorded.v1',
      data: { disputeId, outcome, refunded, ...subjectOf(bound) },
    });
  });

/** An end: no balance, no further dispatch. Payments that arrive afterwards are unmatched. */
export const closeByDispute: Decide<CloseByDispute> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-closes-orders');
  if (order.phase === 'none') return unknownOrder(command);
  if (order.phase === 'closed-by-dispute') return nothing();
  if (!isOpen(order)) return notIn('in-performance', order);
  const { disputeId } = command;
  return happened({
    type: 'order.closed-by-dispute.v1',
    data: { disputeId, from: order.phase, ...subjectOf(order) },
  });
};

interface Told {
  readonly bound: BoundOrder;
  /** What the order knows of this dispute already. */
  readonly known: KnownDispute | undefined;
}

/** The order is told of its disputes in whatever phase it is by then: what a claim was worth stays with it. */
function told(
  order: Order,
  command: Extract<OrderCommand, { readonly disputeId: string }>,
  { actor }: Context,
  answer: (facts: Told) => Decision<OrderEvent>,
): Decision<OrderEvent> | Refusal {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-disputes');
  if (order.phase === 'none') return unknownOrder(command);
  if (!isBound(order)) return notIn('confirmed', order);
  return answer({ bound: order, known: order.disputes.find(({ disputeId }) => disputeId === command.disputeId) });
}
