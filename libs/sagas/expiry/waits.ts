import type { DeadlineOrder, Instant, Reaction } from '#kernel';
import type { Timetable } from '#contexts/ordering';
import type { ExpiryState, Wait } from './state.js';

/** Moments that are waited for from now on, or, when null, no more. What is not named stays. */
type Changes = Readonly<Partial<Record<Wait, Instant | null>>>;

/** Only what changes is scheduled or cancelled, so that an order's life is not full of deadlines that say the same again. */
export function waitFor(state: ExpiryState, changes: Changes, reason: string): Reaction<ExpiryState> {
  const entries = Object.entries(changes) as [Wait, Instant | null][]; // the keys are those of the type
  const moved = entries.filter(([wait, dueAt]) => (state.waits[wait] ?? null) !== dueAt);
  const deadlines = moved.map(([name, dueAt]): DeadlineOrder =>
    dueAt === null ? { kind: 'cancel', name } : { kind: 'schedule', name, dueAt },
  );
  const kept = Object.entries(state.waits).filter(([wait]) => !moved.some(([each]) => each === wait));
  const waits = Object.fromEntries([...kept, ...moved.filter(([, dueAt]) => dueAt !== null)]) as ExpiryState['waits'];
  return { state: { ...state, waits }, reason, commands: [], deadlines };
}

/** As the order's own timetable says; an event of before there was one moves nothing of it. */
export function timed(
  state: ExpiryState,
  { timetable }: { readonly timetable?: Timetable },
  reason: string,
  more: Changes = {},
): Reaction<ExpiryState> {
  if (timetable === undefined) return waitFor(state, more, reason);
  const { receiptAt, receiptReminderAt } = timetable;
  const named = { receipt: receiptAt, 'receipt-reminder': receiptReminderAt };
  return waitFor(state, { ...named, ...more }, reason);
}

const NOTHING: Changes = {
  unconfirmed: null,
  unpaid: null,
  amendment: null,
  receipt: null,
  'receipt-reminder': null,
};

/** Nothing of it happens by itself any more. */
export const ended = (state: ExpiryState, reason: string): Reaction<ExpiryState> => waitFor(state, NOTHING, reason);
