import { describe, expect, it } from '@jest/globals';
import { instant, remain, send, systemActor, type Instant, type RecordedEvent, type Saga } from '#kernel';
import { deadlines, type DueDoc } from './deadlines.js';
import type { SagaEvent } from './events.js';
import { instanceOf, type Instance, type InstanceCommand } from './instance.js';

const T0 = instant('2026-01-01T00:00:00Z');
const DUE = instant('2026-01-06T00:00:00Z');

/** Waits five days for an answer and then reminds. */
const reminder: Saga = {
  name: 'reminder',
  initialState: { reminded: 0 },
  types: ['question.asked.v1', 'question.answered.v1'],
  key: () => 'q',
  react: (state, input) => {
    const schedule = { kind: 'schedule', name: 'silence', dueAt: DUE } as const;
    if (input.kind === 'deadline-passed')
      return { ...remain({ reminded: 1 }, 'five days of silence'), commands: [REMIND] };
    if (input.kind === 'outcome') return remain(state, `the reminder was ${input.outcome.kind}`);
    if (input.event.type === 'question.asked.v1') return { ...remain(state, 'asked'), deadlines: [schedule] };
    return { ...remain(state, 'answered'), deadlines: [{ kind: 'cancel', name: 'silence' }] };
  },
};
const REMIND = { type: 'remind', target: 'supplier', payload: { text: 'please answer' } };

const asked = (type: string): RecordedEvent =>
  ({ id: `id-of-${type}`, type, stream: 'question-q', revision: 0 }) as RecordedEvent;

const decider = instanceOf(reminder, 'q');

function decide(
  instance: Instance,
  command: InstanceCommand,
  now: Instant = T0,
  events: readonly RecordedEvent[] = [],
  by = decider,
) {
  const context = {
    now,
    actor: systemActor('saga-reminder'),
    rules: undefined,
    facts: events,
    digest: () => '',
    salt: '',
  };
  return by.decide(instance, command, context);
}

const fold = (instance: Instance, decision: ReturnType<typeof decide>): Instance =>
  eventsOf(decision).reduce<Instance>(decider.evolve, instance);

function eventsOf(decision: ReturnType<typeof decide>): readonly SagaEvent[] {
  if (decision.kind !== 'happened') throw new Error(decision.kind);
  return decision.events;
}

const after = (instance: Instance, ...steps: (readonly [InstanceCommand, Instant, ...RecordedEvent[]])[]): Instance =>
  steps.reduce((state, [command, now, ...events]) => fold(state, decide(state, command, now, events)), instance);

const ask = [{ type: 'react-to-event', eventId: 'id-of-question.asked.v1' }, T0, asked('question.asked.v1')] as const;
const answer = [
  { type: 'react-to-event', eventId: 'id-of-question.answered.v1' },
  T0,
  asked('question.answered.v1'),
] as const;
const pass = { type: 'pass-deadline', name: 'silence', dueAt: DUE } as const;
const typesOf = (decision: ReturnType<typeof decide>): readonly SagaEvent['type'][] =>
  decision.kind === 'happened' ? decision.events.map(({ type }) => type) : [];

describe('a deadline of a saga', () => {
  it('is a fact from the reaction that sets it', () => {
    const scheduled = after(decider.initialState, ask);
    expect(scheduled.deadlines).toEqual({ silence: DUE });
  });

  it('is half-open: too early a millisecond before, passed at its moment', () => {
    const waiting = after(decider.initialState, ask);
    expect(decide(waiting, pass, instant('2026-01-05T23:59:59.999Z'))).toEqual({
      kind: 'refused',
      code: 'deadline-too-early',
      facts: { dueAt: DUE },
    });
    expect(typesOf(decide(waiting, pass, DUE))).toEqual(['deadline.passed.v1', 'saga.reacted.v1']);
  });

  it('passes once, whoever wakes the instance how often', () => {
    const passed = after(decider.initialState, ask, [pass, DUE]);
    expect(passed).toMatchObject({ state: { reminded: 1 }, deadlines: {} });
    expect(decide(passed, pass, DUE)).toEqual({ kind: 'nothing' });
  });

  it('that was cancelled does not pass', () => {
    expect(decide(after(decider.initialState, ask, answer), pass, DUE)).toEqual({ kind: 'nothing' });
  });

  it('that was moved does not pass at its old moment', () => {
    expect(decide(after(decider.initialState, ask), { ...pass, dueAt: T0 }, DUE)).toEqual({ kind: 'nothing' });
  });
});

describe('a command of a saga', () => {
  const reminded = after(decider.initialState, ask, [pass, DUE]);
  const [commandId = ''] = Object.keys(reminded.pending);
  const accepted = { kind: 'accepted', stream: 's', revision: 1, position: '9' } as const;
  const settle = { type: 'settle-command', commandId, outcome: accepted } as const;
  const postpone = { type: 'postpone-command', commandId, attempt: 1, retryAt: DUE, cause: 'busy' } as const;

  it('has the same id wherever it is decided', () => {
    const elsewhere = after(instanceOf(reminder, 'q').initialState, ask, [pass, DUE]);
    expect(Object.keys(elsewhere.pending)).toEqual([commandId]);
    expect(commandId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has an id of its own, though it is ordered twice in one reaction', () => {
    const twice = instanceOf({ ...reminder, react: (state) => send(state, 'reminds twice', REMIND, REMIND) }, 'q');
    const { pending } = fold(decider.initialState, decide(decider.initialState, ask[0], T0, [ask[2]], twice));
    expect(Object.values(pending).map(({ type }) => type)).toEqual(['remind', 'remind']);
  });

  it('keeps its first outcome', () => {
    const settled = after(reminded, [settle, DUE]);
    expect(settled.pending).toEqual({});
    const other = { ...settle, outcome: { kind: 'refused', code: 'x', facts: {} } as const };
    expect(decide(settled, other)).toEqual({ kind: 'nothing' });
  });

  it('that is put off is sent again after a deadline, which its outcome cancels', () => {
    const putOff = after(reminded, [postpone, DUE]);
    expect(putOff.deadlines).toEqual({ [`retry ${commandId}`]: DUE });
    const retry = { type: 'pass-deadline', name: `retry ${commandId}`, dueAt: DUE } as const;
    expect(typesOf(decide(putOff, retry, DUE))).toEqual(['deadline.passed.v1']); // nothing for the saga to react to
    expect(typesOf(decide(putOff, settle, DUE))).toEqual([
      'saga.command-settled.v1',
      'deadline.cancelled.v1',
      'saga.reacted.v1',
    ]);
  });

  it('that is settled is not put off any more', () => {
    expect(decide(after(reminded, [settle, DUE]), postpone)).toEqual({ kind: 'nothing' });
  });
});

describe('a parked input', () => {
  const ill = instanceOf(
    {
      ...reminder,
      react: () => {
        throw new Error('a defect');
      },
    },
    'q',
  );

  it('holds back what comes after it, and each retry takes the first', () => {
    const parked = fold(decider.initialState, decide(decider.initialState, ask[0], T0, [ask[2]], ill));
    const held = decide(parked, answer[0], T0, [answer[2]]);
    expect(eventsOf(held)).toMatchObject([
      { type: 'saga.input-parked.v1', data: { error: 'waits behind an earlier input' } },
    ]);
    const both = fold(parked, held);
    const first = decide(both, { type: 'retry-parked', attempt: '1' }, T0, [ask[2]]);
    expect(eventsOf(first)).toMatchObject([{ data: { reason: 'asked' } }, { type: 'deadline.scheduled.v1' }]);
    const second = decide(fold(both, first), { type: 'retry-parked', attempt: '2' }, T0, [answer[2]]);
    expect(eventsOf(second)).toMatchObject([{ data: { reason: 'answered' } }, { type: 'deadline.cancelled.v1' }]);
    expect(fold(fold(both, first), second).parked).toEqual([]);
  });
});

describe('a reaction that cannot be recorded', () => {
  const spoilt = instanceOf({ ...reminder, react: () => remain({ at: NaN }, 'a defect') }, 'q');

  it('to a deadline parks it, and the deadline has passed', () => {
    const decision = decide(after(decider.initialState, ask), pass, DUE, [], spoilt);
    expect(typesOf(decision)).toEqual(['deadline.passed.v1', 'saga.input-parked.v1']);
  });

  it('to an outcome parks it, and the command is settled', () => {
    const reminded = after(decider.initialState, ask, [pass, DUE]);
    const [commandId = ''] = Object.keys(reminded.pending);
    const outcome = { kind: 'refused', code: 'x', facts: {} } as const;
    const decision = decide(reminded, { type: 'settle-command', commandId, outcome }, DUE, [], spoilt);
    expect(typesOf(decision)).toEqual(['saga.command-settled.v1', 'saga.input-parked.v1']);
  });
});

describe('the due list', () => {
  const other = instanceOf({ ...reminder, key: () => 'p' }, 'p');
  const asking = decide(decider.initialState, ask[0], T0, [ask[2]]);
  const askingOther = decide(other.initialState, ask[0], T0, [ask[2]], other);
  const waiting = fold(decider.initialState, asking);
  const postpone = { type: 'postpone-command', commandId: 'c', attempt: 1, retryAt: T0, cause: 'busy' } as const;
  const puttingOff = decide({ ...waiting, pending: { c: { id: 'c', ...REMIND } } }, postpone);

  /** The documents after these decisions, by key. */
  function dueAfter(...decisions: readonly ReturnType<typeof decide>[]): Readonly<Record<string, DueDoc>> {
    const documents = new Map<string, DueDoc>();
    const events = decisions.flatMap(eventsOf).filter(({ type }) => deadlines.types.includes(type));
    for (const { type, data } of events) {
      const recorded = {
        id: `id-of-${type}`,
        type,
        data,
        metadata: { correlationId: 'chain' },
      } as unknown as RecordedEvent;
      for (const key of deadlines.keys(recorded)) {
        const doc = deadlines.project(documents.get(key) ?? null, recorded, key);
        if (doc === null) documents.delete(key);
        else documents.set(key, doc);
      }
    }
    return Object.fromEntries(documents);
  }

  const silenceOf = (instance: string): DueDoc => {
    const cause = { correlationId: 'chain', causationId: 'id-of-deadline.scheduled.v1' };
    return { saga: 'reminder', instance, name: 'silence', dueAt: DUE, ...cause };
  };

  it('holds every moment of every instance, and what it is waited for', () => {
    expect(dueAfter(asking, askingOther, puttingOff)).toEqual({
      'reminder q silence': silenceOf('q'),
      'reminder p silence': silenceOf('p'),
      'reminder q retry c': { ...silenceOf('q'), name: 'retry c', dueAt: T0 },
    });
  });

  it('forgets a moment that has passed, and one that was cancelled', () => {
    const others = { 'reminder p silence': silenceOf('p') };
    expect(dueAfter(asking, askingOther, decide(waiting, pass, DUE))).toEqual(others);
    expect(dueAfter(asking, askingOther, decide(waiting, answer[0], T0, [answer[2]]))).toEqual(others);
  });
});
