import { laterOf, on, type Instant, type Projection, type RecordedEvent } from '#kernel';
import type { SagaEvent } from './events.js';
import { commandOfRetry, digestOfInput } from './steps.js';

/** Where one instance of a saga stands, for the operators. What it went through is in its stream. */
export interface SagaInstanceDoc {
  readonly saga: string;
  readonly instance: string;
  /** `failed`: an input could not be taken; `running`: commands have no outcome; `waiting`: for a moment; `resting`: for events. */
  readonly status: 'failed' | 'running' | 'waiting' | 'resting';
  /** Inputs that wait, in order, each with why; the first holds up the others. */
  readonly parked: readonly { readonly input: string; readonly error: string }[];
  /** Commands without an outcome. */
  readonly commands: readonly OpenCommandDoc[];
  /** How many of them are not put off. */
  readonly commandsUnderWay: number;
  readonly deadlines: readonly { readonly name: string; readonly dueAt: Instant }[];
  /** The next moment at which it is woken, or sends a command again; null when it waits for none. */
  readonly wakesAt: Instant | null;
  /** Why it did what it did last. */
  readonly reason: string | null;
  readonly updatedAt: Instant;
}

export interface OpenCommandDoc {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  /** How often it was put off, until when, and why the last time. */
  readonly attempts: number;
  readonly retryAt: Instant | null;
  readonly cause: string | null;
}

/** Every instance of every saga, by `<saga> <instance>`. */
export const sagaInstances: Projection<SagaInstanceDoc> = {
  name: 'saga-instances',
  version: 2,
  declaration: {
    fields: { saga: 'string', status: 'string', updatedAt: 'string', commandsUnderWay: 'number' },
    indexes: [
      ['updatedAt'],
      ['saga', 'updatedAt'],
      ['status', 'updatedAt'],
      ['saga', 'status', 'updatedAt'],
      ['commandsUnderWay'],
    ],
  },
  keys: ({ data }) => [idOf(data as unknown as Named)], // nothing else than sagas writes these types
  ...on<SagaInstanceDoc, SagaEvent>({
    'saga.reacted.v1': (doc, event) => {
      const { reason, commands } = event.data;
      const before = known(doc, event);
      const sent = commands.map(({ id, type, target }) => ({ id, type, target, ...NOT_PUT_OFF }));
      const taken = digestOfInput(event.data);
      return settled(event, before, {
        reason,
        parked: before.parked.filter(({ input }) => input !== taken),
        commands: [...before.commands, ...sent],
      });
    },
    'saga.input-parked.v1': (doc, event) => {
      const before = known(doc, event);
      const parked = { input: digestOfInput(event.data), error: event.data.error };
      return settled(event, before, { parked: [...before.parked, parked] });
    },
    'saga.command-settled.v1': (doc, event) => {
      const before = known(doc, event);
      const { id } = event.data.command;
      return settled(event, before, { commands: before.commands.filter((each) => each.id !== id) });
    },
    'saga.command-postponed.v1': (doc, event) => {
      const before = known(doc, event);
      const { commandId, attempt: attempts, retryAt, cause } = event.data;
      const commands = before.commands.map((each) =>
        each.id === commandId ? { ...each, attempts, retryAt, cause } : each,
      );
      return settled(event, before, { commands });
    },
    'deadline.scheduled.v1': (doc, event) => {
      const before = known(doc, event);
      const { name, dueAt } = event.data;
      if (commandOfRetry(name) !== undefined) return settled(event, before, {}); // the command says it
      return settled(event, before, { deadlines: [...without(before, name), { name, dueAt }] });
    },
    'deadline.cancelled.v1': (doc, event) => {
      const before = known(doc, event);
      return settled(event, before, { deadlines: without(before, event.data.name) });
    },
    'deadline.passed.v1': (doc, event) => {
      const before = known(doc, event);
      const { name } = event.data;
      const retried = commandOfRetry(name);
      const commands = before.commands.map((each) => (each.id === retried ? { ...each, retryAt: null } : each));
      return settled(event, before, { commands, deadlines: without(before, name) });
    },
  }),
};

interface Named {
  readonly saga: string;
  readonly instance: string;
}
export const idOf = ({ saga, instance }: Named): string => `${saga} ${instance}`;

const NOT_PUT_OFF = { attempts: 0, retryAt: null, cause: null };

const known = (doc: SagaInstanceDoc | null, { data, metadata }: Recorded): SagaInstanceDoc =>
  doc ?? {
    saga: data.saga,
    instance: data.instance,
    status: 'resting',
    parked: [],
    commands: [],
    commandsUnderWay: 0,
    deadlines: [],
    wakesAt: null,
    reason: null,
    updatedAt: metadata.recordedAt,
  };

type Recorded = Pick<RecordedEvent, 'metadata'> & { readonly data: Named };

function settled({ metadata }: Recorded, before: SagaInstanceDoc, changes: Partial<SagaInstanceDoc>): SagaInstanceDoc {
  const doc = { ...before, ...changes, updatedAt: laterOf(before.updatedAt, metadata.recordedAt) };
  const moments = [...doc.deadlines.map(({ dueAt }) => dueAt), ...doc.commands.flatMap(({ retryAt }) => retryAt ?? [])];
  const commandsUnderWay = doc.commands.filter(({ retryAt }) => retryAt === null).length;
  return { ...doc, commandsUnderWay, status: statusOf(doc), wakesAt: moments.toSorted().at(0) ?? null };
}

function statusOf({ parked, commands, deadlines }: SagaInstanceDoc): SagaInstanceDoc['status'] {
  if (parked.length > 0) return 'failed';
  if (commands.length > 0) return 'running';
  return deadlines.length > 0 ? 'waiting' : 'resting';
}

const without = ({ deadlines }: SagaInstanceDoc, name: string): SagaInstanceDoc['deadlines'] =>
  deadlines.filter((each) => each.name !== name);
