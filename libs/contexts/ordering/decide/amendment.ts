import { addDays, happened, isPlatform, nothing, refuse, type Decision } from '#kernel';
import type { AcceptAmendment, LapseAmendment, ProposeAmendment, RejectAmendment } from '../commands.js';
import type { OrderEvent } from '../events.js';
import { isOpen, termsOf, type Open, type ProposedAmendment } from '../state.js';
import { amendedTo, notAmendable } from './amendable.js';
import { notDue, notIn, sideOf, subjectOf, unknownOrder, type Context, type Decide } from './common.js';
import { isSameContract, writtenDown } from './written.js';

/** One proposal at a time: whoever wants another one has the first answered, or takes it back. */
export const proposeAmendment: Decide<ProposeAmendment> = (order, command, context) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(context.actor, order.terms);
  if (by === null) return refuse('only-a-party-proposes-an-amendment');
  if (!isOpen(order)) return notIn('confirmed', order);
  const { contract } = command;
  const open = openAmendment(order, context);
  if (open !== undefined) {
    const same = open.by === by && isSameContract({ ...order, ...open }, contract, context);
    return same ? nothing() : refuse('amendment-open', { by: open.by, lapsesAt: open.lapsesAt });
  }
  if (isSameContract(order, contract, context)) return refuse('contract-unchanged');
  const written = writtenDown(contract, context);
  if (written.kind === 'refused') return written;
  const { contract: agreed, shipByEnd } = written.data;
  const refusal = notAmendable(order, termsOf(agreed, shipByEnd));
  if (refusal !== undefined) return refusal;
  const lapsesAt = addDays(context.now, context.rules.order.amendmentLapsesAfterDays);
  return happened({
    type: 'order.amendment-proposed.v1',
    data: { by, ...written.data, lapsesAt, ...subjectOf(order) },
  });
};

/** Goods may have left and money come since it was proposed, so it is looked at once more. */
export const acceptAmendment: Decide<AcceptAmendment> = (order, command, context) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(context.actor, order.terms);
  if (by === null) return refuse('only-a-party-accepts-an-amendment');
  if (!isOpen(order)) return notIn('confirmed', order);
  if (order.amendment === null && command.contractHash === order.contractHash) return nothing();
  return answer(order, command, context, (proposed) => {
    if (proposed.by === by) return refuse('own-proposal', { by });
    const refusal = notAmendable(order, proposed.terms);
    if (refusal !== undefined) return refusal;
    return happened({
      type: 'order.amended.v1',
      data: { by, contractHash: proposed.contractHash, ...amendedTo(order, proposed.terms, context.now) },
    });
  });
};

/** The other side says no, or the side that proposed it takes it back. */
export const rejectAmendment: Decide<RejectAmendment> = (order, command, context) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(context.actor, order.terms);
  if (by === null) return refuse('only-a-party-rejects-an-amendment');
  if (!isOpen(order)) return notIn('confirmed', order);
  return answer(order, command, context, ({ contractHash }) =>
    happened({ type: 'order.amendment-rejected.v1', data: { by, contractHash, ...subjectOf(order) } }),
  );
};

/** What has lapsed cannot be accepted, whether or not this was recorded; it is recorded for those who wait. */
export const lapseAmendment: Decide<LapseAmendment> = (order, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-lapses-amendments');
  if (order.phase === 'none') return unknownOrder(command);
  if (!isOpen(order)) return notIn('confirmed', order);
  const { amendment } = order;
  if (amendment?.contractHash !== command.contractHash) return nothing(); // answered, or another one by now
  const { contractHash, lapsesAt: dueAt } = amendment;
  if (now < dueAt) return notDue(dueAt);
  return happened({ type: 'order.amendment-lapsed.v1', data: { contractHash, dueAt, ...subjectOf(order) } });
};

const openAmendment = ({ amendment }: Open, { now }: Context): ProposedAmendment | undefined =>
  amendment !== null && now < amendment.lapsesAt ? amendment : undefined;

/** To the proposal that the side has read, as long as it stands. */
function answer(
  order: Open,
  { contractHash }: AcceptAmendment | RejectAmendment,
  context: Context,
  decide: (proposed: ProposedAmendment) => Decision<OrderEvent>,
): Decision<OrderEvent> {
  const { amendment } = order;
  if (amendment === null) return refuse('no-amendment-proposed');
  const open = openAmendment(order, context);
  if (open === undefined) return refuse('amendment-lapsed', { lapsesAt: amendment.lapsesAt });
  if (open.contractHash !== contractHash) return refuse('contract-changed', { contractHash: open.contractHash });
  return decide(open);
}
