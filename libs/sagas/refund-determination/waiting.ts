import { addMillis, remain, send, to, type Instant, type Reaction } from '#kernel';
import type { Paying, RefundDeterminationState } from './state.js';
import { goOn, refundOf, review, withDeadlines, type Sent } from './steps.js';

type Step = Reaction<RefundDeterminationState>;

const HOUR = 3_600_000;
/** After a failure that may mend itself: in an hour, in six, in a day; then a person looks at it. */
const RETRY_AFTER = [HOUR, 6 * HOUR, 24 * HOUR];
/** While the provider is at it, it is asked what has become of it: a call of its own may be lost. */
const LOOK_AFTER = HOUR;
const LOOK_EVERY = 24 * HOUR;

export const submitted = (state: Paying, at: Instant): Step =>
  withDeadlines(remain({ ...state, step: 'submitted' }, 'The provider is at it.'), look(addMillis(at, LOOK_AFTER)));

/** Asking again under the same id moves no money again. */
export function lookAgain(state: Paying, dueAt: Instant): Step {
  if (state.step !== 'submitted') return remain(state, 'The provider has answered: nobody has to look.');
  const id = refundOf(state);
  const command: Sent = { type: 'submit-refund', refundId: id };
  const step = send<RefundDeterminationState>(state, 'The provider is asked what has become of it.', to(id, command));
  return withDeadlines(step, look(addMillis(dueAt, LOOK_EVERY)));
}

const look = (dueAt: Instant) => ({ kind: 'schedule', name: 'look', dueAt }) as const;

export const looksNoMore = (before: Paying, step: Step): Step =>
  before.step === 'submitted' ? withDeadlines(step, { kind: 'cancel', name: 'look' }) : step;

export function failed(
  state: Paying,
  { reason, retriable }: { reason: string; retriable: boolean },
  at: Instant,
): Step {
  const pause = RETRY_AFTER[state.failures];
  if (!retriable || pause === undefined) return review(state, reason, `It cannot be paid by itself (${reason}).`);
  const waiting: Paying = { ...state, step: 'waiting-to-retry', failures: state.failures + 1 };
  const dueAt = addMillis(at, pause);
  return withDeadlines(remain(waiting, `It has failed (${reason}): it is tried again later.`), {
    kind: 'schedule',
    name: 'retry',
    dueAt,
  });
}

export function retry(state: Paying): Step {
  if (state.step !== 'waiting-to-retry') return remain(state, 'Nothing waits to be tried again.');
  const id = refundOf(state);
  const command: Sent = { type: 'retry-refund', refundId: id };
  return send<RefundDeterminationState>(state, 'It is time to try it again.', to(id, command));
}

export function appealOver(state: Paying): Step {
  if (state.appeal !== 'possible') return remain(state, 'There is an appeal, or none is possible.');
  const over: Paying = { ...state, appeal: 'over' };
  const reason = 'The time for an appeal is over.';
  return state.step === 'paid' ? goOn(over, reason) : remain(over, reason);
}
