import { addMillis, remain, send, to, type Instant, type Reaction } from '#kernel';
import type { Paying, RefundDeterminationState } from './state.js';
import { goOn, refundOf, review, withDeadlines, type Sent } from './steps.js';

type Step = Reaction<RefundDeterminationState>;

const HOUR = 3_600_000;
/** After a failure that may mend itself: in an hour, in six, in a day; then a person looks at it. */
const RETRY_AFTER = [HOUR, 6 * HOUR, 24 * HOUR];
/** While the provider is at it, it is asked what has become of it: a callback may be lost. */
const LOOK_AFTER = HOUR;
const LOOK_EVERY = 24 * HOUR;

export function submitted({ calledBack, ...state }: Paying, at: Instant): Step {
  const isAtIt: Paying = { ...state, step: 'submitted' };
  const step = calledBack
    ? ask(isAtIt, 'The provider is at it, and has called back since: it is asked what has become of it.')
    : remain<RefundDeterminationState>(isAtIt, 'The provider is at it.');
  return withDeadlines(step, look(addMillis(at, LOOK_AFTER)));
}

/** A callback only says where to look: what is recorded is what the provider answers when it is asked by its key. */
export function calledBack(state: Paying, reference: string | null, kind: 'submitted' | 'succeeded' | 'failed'): Step {
  if (refundOf(state) !== reference) return remain(state, 'The provider tells of a refund that is not on its way.');
  if (kind === 'submitted') return remain(state, 'The provider tells that it is at it: that is no news.');
  if (state.step === 'submitting')
    return remain({ ...state, calledBack: true }, 'The provider calls back before it has answered: that comes first.');
  if (state.step === 'submitted') return ask(state, `The provider tells that it has ${kind}: it is asked.`);
  return remain(state, 'The provider tells what is known already.');
}

/** Asking again under the same id moves no money again. */
export function lookAgain(state: Paying, dueAt: Instant): Step {
  if (state.step !== 'submitted') return remain(state, 'The provider has answered: nobody has to look.');
  return withDeadlines(ask(state, 'The provider is asked what has become of it.'), look(addMillis(dueAt, LOOK_EVERY)));
}

function ask(state: Paying, reason: string): Step {
  const id = refundOf(state);
  const command: Sent = { type: 'submit-refund', refundId: id };
  return send<RefundDeterminationState>(state, reason, to(id, command));
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
