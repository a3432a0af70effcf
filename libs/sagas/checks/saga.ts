import { remain, saga, send, textAt, to, type CommandOutcome, type OrderId, type Reaction } from '#kernel';
import type { InspectionEvent } from '#contexts/inspection';
import type { OrderCommand } from '#contexts/ordering';
import type { QualityCheckEvent } from '#contexts/quality-check';

type Heard =
  | QualityCheckEvent
  | Extract<InspectionEvent, { type: 'inspection.ordered.v1' | 'inspection.reported.v1' | 'inspection.cancelled.v1' }>;
type Sent = Extract<OrderCommand, { type: 'record-check-requested' | 'record-check-answered' }>;

/** There is nothing to remember: what an order was told of a check stands in the order. */
export type ChecksState = Readonly<Record<string, never>>;

/**
 * Tells an order which quality checks and inspections of its goods are open: the buyer's time to claim goes on for as long
 * as one is. Instances: the ids of checks and of inspections.
 */
export const checksSaga = saga<ChecksState, Heard, Sent>({
  name: 'checks',
  initialState: {},
  key: ({ data }) => textAt(data, 'checkId' in data ? 'checkId' : 'inspectionId'),

  events: {
    'quality-check.requested.v1': (state, { data: { orderId, checkId } }) =>
      opened(state, orderId, { checkId, kind: 'quality-check' }, 'The buyer asked for a quality check'),
    'quality-check.answered.v1': (state, { data: { orderId, checkId } }) =>
      closed(state, orderId, { checkId, kind: 'quality-check' }, 'The supplier answered the quality check'),
    'quality-check.withdrawn.v1': (state, { data: { orderId, checkId } }) =>
      closed(state, orderId, { checkId, kind: 'quality-check' }, 'The buyer withdrew the quality check'),
    'inspection.ordered.v1': (state, { data: { orderId, inspectionId: checkId } }) =>
      opened(state, orderId, { checkId, kind: 'inspection' }, 'The buyer ordered an inspection'),
    'inspection.reported.v1': (state, { data: { orderId, inspectionId: checkId } }) =>
      closed(state, orderId, { checkId, kind: 'inspection' }, 'The inspection was reported'),
    'inspection.cancelled.v1': (state, { data: { orderId, inspectionId: checkId } }) =>
      closed(state, orderId, { checkId, kind: 'inspection' }, 'The buyer called the inspection off'),
  },

  outcomes: {
    'record-check-requested': told,
    'record-check-answered': told,
  },

  deadlinePassed: (state, { name }) => remain(state, `No deadline was set, so ${name} means nothing.`),
});

type Check = Pick<Sent, 'checkId' | 'kind'>;

const opened = (state: ChecksState, orderId: OrderId, check: Check, why: string): Reaction<ChecksState> =>
  send(state, `${why}: the order is told.`, to(orderId, { type: 'record-check-requested', orderId, ...check }));

const closed = (state: ChecksState, orderId: OrderId, check: Check, why: string): Reaction<ChecksState> =>
  send(state, `${why}: the order is told.`, to(orderId, { type: 'record-check-answered', orderId, ...check }));

function told(state: ChecksState, outcome: CommandOutcome): Reaction<ChecksState> {
  if (outcome.kind === 'accepted') return remain(state, 'The order knows.');
  return remain(state, `The order is over (${outcome.code}), and no claim waits for the check any more.`);
}
