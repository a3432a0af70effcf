import {
  fromData,
  instant,
  recourseId,
  remain,
  send,
  to,
  toData,
  zero,
  type CommandOutcome,
  type DeadlineOrder,
  type DisputeId,
  type JsonObject,
  type PaymentId,
  type Reaction,
  type SagaCommand,
} from '#kernel';
import { requestedFor, type CoverageCommand } from '#contexts/coverage';
import type { OrderCommand } from '#contexts/ordering';
import type { RecourseCommand } from '#contexts/recourse';
import type { Covered, CoverageState, OrderEnd } from './state.js';

export type Sent =
  | Extract<
      CoverageCommand,
      {
        type:
          | 'grant-limit'
          | 'reserve-cover'
          | 'adjust-cover'
          | 'hold-cover'
          | 'unhold-cover'
          | 'restore-cover'
          | 'release-cover';
      }
    >
  | Extract<OrderCommand, { type: 'record-cover' }>
  | Extract<RecourseCommand, { type: 'open-double-recovery-claim' }>;

type Step = Reaction<CoverageState>;
const WINDOW = 'window';

/** Only what has cover has something to hold, to restore and to release. */
export const withCover = (state: CoverageState, react: (covered: Covered) => Step): Step => {
  switch (state.step) {
    case 'recording':
    case 'covered':
    case 'releasing':
    case 'released':
      return react(state);
    case 'idle':
    case 'granting-limit':
    case 'reserving':
    case 'ended-while-reserving':
    case 'ended':
      return remain(state, 'There is no cover that this could be about.');
  }
};

/** The order has come to an end before its cover was seen, or after. */
export function orderEnded(state: CoverageState, end: OrderEnd, orderWas: string): Step {
  switch (state.step) {
    case 'idle':
      return remain(
        { step: 'ended' },
        `The order was ${orderWas} before both sides confirmed: no cover was asked for.`,
      );
    case 'reserving':
      return remain(
        { ...state, step: 'ended-while-reserving', end },
        `The order was ${orderWas} while its cover is being reserved: the cover is released as soon as it is seen.`,
      );
    case 'recording':
    case 'covered':
    case 'releasing':
      if (state.end !== null) return remain(state, 'The end is known already.');
      return release({ ...state, end }, `The order was ${orderWas}: its cover is released.`);
    case 'granting-limit':
    case 'ended-while-reserving':
    case 'released':
    case 'ended':
      return remain(state, 'The end is known already.');
  }
}

/** What the order's end, or otherwise the last window's, gives back; a dispute holds it off. */
export function release(state: Covered, reason: string): Step {
  const { supplierId, orderId, end, dispute } = state;
  if (state.step === 'released') return remain(state, 'It was released before.');
  if (dispute !== null) return remain(state, `${reason} A dispute is open: the release waits for its end.`);
  if (end === null && !state.dispatched) return remain(state, `${reason} Goods have not left: claims are possible.`);
  const command: Sent = { type: 'release-cover', supplierId, orderId, reason: end ?? 'window-closed' };
  return send({ ...state, step: 'releasing' }, reason, to(supplierId, command));
}

/** The cover itself says whether claims are still possible, and until when: then it is asked again. */
export function released(state: Covered, outcome: CommandOutcome): Step {
  if (outcome.kind === 'accepted')
    return remain({ ...state, step: 'released' }, 'The cover went back to the supplier’s limit.');
  const { code, facts } = outcome;
  const waiting: Covered = { ...state, step: 'covered' };
  const until = facts['until'];
  if (code === 'claims-still-possible' && typeof until === 'string')
    return withDeadlines(remain(waiting, `Claims are possible until ${until}: the cover stays until then.`), {
      kind: 'schedule',
      name: WINDOW,
      dueAt: instant(until),
    });
  return remain(waiting, `The cover stays (${code}).`);
}

/** The line forgets an order whose cover went back, but the order that was amended since waits for an answer. */
export const adjusted = (state: CoverageState, outcome: CommandOutcome, { payload }: SagaCommand): Step =>
  outcome.kind === 'refused' && outcome.code === 'unknown-cover'
    ? withCover(state, (covered) => recordNone(covered, payload))
    : told(state, outcome);

/** Freed cover tops up no order, not even the one that had it: under the amended contract it is covered by nothing. */
function recordNone(state: Covered, asked: JsonObject): Step {
  const { coverageType, base, cap } = asked as unknown as Extract<Sent, { type: 'adjust-cover' }>; // this saga sent it
  const requested = requestedFor(fromData(base), cap && fromData(cap));
  const granted = toData(zero(requested.currency));
  const { orderId } = state;
  const record: Sent = { type: 'record-cover', orderId, coverageType, base, requested: toData(requested), granted };
  return send(
    { ...state, coverageType, granted },
    'The cover was released before the contract was amended: the order is told that it has none.',
    to(orderId, record),
  );
}

export function hold(state: Covered, dispute: DisputeId): Step {
  const { supplierId, orderId, coverageType, granted } = state;
  const command: Sent = { type: 'hold-cover', supplierId, orderId, disputeId: dispute, coverageType, granted };
  return send({ ...state, dispute }, 'A dispute is open: the cover is held.', to(supplierId, command));
}

export function unhold(state: Covered, dispute: DisputeId): Step {
  if (state.dispute !== dispute) return remain(state, 'It is not held for this dispute.');
  const { supplierId, orderId } = state;
  const command: Sent = { type: 'unhold-cover', supplierId, orderId, disputeId: dispute };
  const step = state.step === 'released' ? 'covered' : state.step; // a late hold has reserved it again
  return send(
    { ...state, step, dispute: null },
    'The dispute has ended: the cover is held no more.',
    to(supplierId, command),
  );
}

export const told = (state: CoverageState, outcome: CommandOutcome): Step =>
  remain(
    state,
    outcome.kind === 'accepted' ? 'It was taken.' : `It was refused (${outcome.code}): an operator has to look.`,
  );

/** The dispute lets go of the cover: what waited for that comes now, unless another dispute holds it again. */
export function unheld(state: Covered): Step {
  const { takenBack: paymentId, ...covered } = state;
  if (paymentId === undefined || covered.dispute !== null) return release(state, 'The cover is held no more.');
  const step = release(covered, 'The cover is held no more.');
  return { ...step, commands: [...step.commands, ...claimDoubled(covered, paymentId).commands] };
}

/**
 * What the buyer's bank took back after a refund he may have twice; whether it is so is decided on what there is. "No double recovery
 * while a dispute is open" (rulebook, races and edges): an appeal may still take from the refund what would be claimed twice.
 */
export function claimDoubled(state: Covered, paymentId: PaymentId): Step {
  const { orderId } = state;
  if (state.dispute !== null) return claimLater(state, paymentId);
  if (!state.refunded) return remain(state, 'Nothing was refunded: nobody has anything twice.');
  const claim = recourseId(orderId);
  const command: Sent = { type: 'open-double-recovery-claim', recourseId: claim, orderId, paymentId };
  const reason = 'Money was taken back after a refund: what the buyer has twice is claimed.';
  return send(state, reason, to(claim, command));
}

export const claimLater = (state: Covered, paymentId: PaymentId): Step =>
  remain(
    { ...state, takenBack: paymentId },
    'Money was taken back while a dispute is open: what the buyer has twice is claimed when it has ended.',
  );

export const isWindow = (name: string): boolean => name === WINDOW;

const withDeadlines = (step: Step, ...deadlines: readonly DeadlineOrder[]): Step => ({ ...step, deadlines });
