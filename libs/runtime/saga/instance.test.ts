import { describe, expect, it } from '@jest/globals';
import { instant, remain, systemActor, type Instant, type RecordedEvent, type Saga } from '#kernel';
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
) {
  const context = { now, actor: systemActor('saga-reminder'), rules: undefined, facts: events, digest: () => '' };
  return decider.decide(instance, command, context);
}

function after(instance: Instance, ...steps: (readonly [InstanceCommand, Instant, ...RecordedEvent[]])[]): Instance {
  return steps.reduce((state, [command, now, ...events]) => {
    const decision = decide(state, command, now, events);
    if (decision.kind !== 'happened') throw new Error(`${command.type}: ${decision.kind}`);
    return decision.events.reduce<Instance>(decider.evolve, state);
  }, instance);
}

const ask = [{ type: 'react-to-event', eventId: 'id-of-question.asked.v1' }, T0, asked('question.asked.v1')] as const;
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
    const answer = [
      { type: 'react-to-event', eventId: 'id-of-question.answered.v1' },
      T0,
      asked('question.answered.v1'),
    ] as const;
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

describe('a reaction that cannot be recorded', () => {
  const spoilt: Saga = {
    ...reminder,
    react: (state, input) => (input.kind === 'event' ? reminder.react(state, input) : remain({ at: NaN }, 'a defect')),
  };
  const { decide: decideSpoilt } = instanceOf(spoilt, 'q');
  const context = { now: DUE, actor: systemActor('saga-reminder'), rules: undefined, facts: [], digest: () => '' };

  it('to a deadline parks it, and the deadline has passed', () => {
    const decision = decideSpoilt(after(decider.initialState, ask), pass, context);
    expect(typesOf(decision)).toEqual(['deadline.passed.v1', 'saga.input-parked.v1']);
  });

  it('to an outcome parks it, and the command is settled', () => {
    const reminded = after(decider.initialState, ask, [pass, DUE]);
    const [commandId = ''] = Object.keys(reminded.pending);
    const outcome = { kind: 'refused', code: 'x', facts: {} } as const;
    const decision = decideSpoilt(reminded, { type: 'settle-command', commandId, outcome }, context);
    expect(typesOf(decision)).toEqual(['saga.command-settled.v1', 'saga.input-parked.v1']);
  });
});
