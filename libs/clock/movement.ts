import {
  catalogue,
  decideBy,
  event,
  happened,
  instant,
  instantSchema,
  integer,
  isPlatform,
  record,
  refuse,
  toEpochMillis,
  type Actor,
  type Decider,
  type DecisionContext,
  type EventOf,
  type Instant,
  type Rule,
} from '#kernel';

/** Moves the time on by so many milliseconds. */
export interface AdvanceClock {
  readonly type: 'advance-clock';
  readonly byMillis: number;
}
/** Makes it this time now; from there the clock goes on as the real one does. */
export interface SetClock {
  readonly type: 'set-clock';
  readonly to: Instant;
}
export type ClockCommand = AdvanceClock | SetClock;

const offsetMillis = integer();
export const clockEvents = catalogue({
  'clock.advanced.v1': event(
    'The movable clock was moved on; `offsetMillis` is how far it is ahead of the real time now.',
    record({ byMillis: integer({ minimum: 1 }), offsetMillis }),
  ),
  'clock.set.v1': event(
    'The movable clock was set; `offsetMillis` is how far it is ahead of the real time now, negative when behind.',
    record({ to: instantSchema, offsetMillis }),
  ),
});
export type ClockEvent = EventOf<typeof clockEvents>;

export interface ClockState {
  readonly offsetMillis: number;
}
/** The real time, which only the handler can read. */
export interface ClockFacts {
  readonly realNow: Instant;
}

type Context = DecisionContext<unknown, ClockFacts>;
type Decide<C extends ClockCommand> = Rule<ClockState, C, ClockEvent, Context>;

const advance: Decide<AdvanceClock> = (state, { byMillis }, { actor, facts }) => {
  if (!mayMove(actor)) return refuse('only-an-operator-moves-the-clock');
  const offsetMillis = state.offsetMillis + byMillis;
  if (!isTellable(facts.realNow, offsetMillis)) return refuse('clock-out-of-range', { byMillis });
  return happened({ type: 'clock.advanced.v1', data: { byMillis, offsetMillis } });
};

const set: Decide<SetClock> = (_state, { to }, { actor, facts }) => {
  if (!mayMove(actor)) return refuse('only-an-operator-moves-the-clock');
  const offsetMillis = toEpochMillis(to) - toEpochMillis(facts.realNow);
  if (!isTellable(facts.realNow, offsetMillis)) return refuse('clock-out-of-range', { to });
  return happened({ type: 'clock.set.v1', data: { to, offsetMillis } });
};

const mayMove = (actor: Actor): boolean => actor.role === 'operator' || isPlatform(actor);

/** A time has a form in the years 0000 to 9999 only; the margins are for the clock to run on, and for deadlines to be set. */
const EARLIEST = instant('0100-01-01T00:00:00Z');
const LATEST = instant('9000-01-01T00:00:00Z');

function isTellable(now: Instant, offsetMillis: number): boolean {
  const moved = toEpochMillis(now) + offsetMillis;
  return moved >= toEpochMillis(EARLIEST) && moved < toEpochMillis(LATEST);
}

/** The one movable clock of a store, as a stream of its movements: `clock-movable`. */
export const movements: Decider<ClockState, ClockCommand, ClockEvent, unknown, ClockFacts> = {
  category: 'clock',
  events: clockEvents,
  initialState: { offsetMillis: 0 },
  decide: decideBy<ClockState, ClockCommand, ClockEvent, Context>({ 'advance-clock': advance, 'set-clock': set }),
  evolve: (_state, { type, data }) => {
    switch (type) {
      case 'clock.advanced.v1':
      case 'clock.set.v1':
        return { offsetMillis: data.offsetMillis };
    }
  },
};
export const MOVABLE = 'movable';
