import { on, parsePosition, type Position, type Projection } from '#kernel';
import type { SagaEvent } from './events.js';
import { digestOfInput } from './steps.js';

/** What sagas do because of one command from outside. */
export interface SagaWorkDoc {
  /** Commands without an outcome, by id, and inputs that are parked, by digest. */
  readonly pending: readonly string[];
  /** The highest position that one of the commands wrote; as text. */
  readonly effectsUpTo: string;
}

const NONE: SagaWorkDoc = { pending: [], effectsUpTo: '-1' };

/** One document per correlation id, for those who wait until everything that a command led to is done. */
export const sagaWork: Projection<SagaWorkDoc> = {
  name: 'saga-work',
  version: 2,
  declaration: { fields: {}, indexes: [] },
  keys: ({ metadata }) => [metadata.correlationId],
  ...on<SagaWorkDoc, SagaEvent>({
    'saga.reacted.v1': (doc, { data }) => {
      const { pending, effectsUpTo } = doc ?? NONE;
      const left = without(pending, digestOfInput(data)); // it may have been parked before
      if (data.commands.length === 0 && left.length === pending.length) return doc;
      return { pending: [...left, ...data.commands.map(({ id }) => id)], effectsUpTo };
    },
    'saga.input-parked.v1': (doc, { data }) => {
      const { pending, effectsUpTo } = doc ?? NONE;
      return { pending: [...pending, digestOfInput(data)], effectsUpTo };
    },
    'saga.command-settled.v1': (doc, { data: { command, outcome } }) => {
      const { pending, effectsUpTo } = doc ?? NONE;
      return { pending: without(pending, command.id), effectsUpTo: later(effectsUpTo, outcome.position) };
    },
  }),
};

const without = (all: readonly string[], done: string): readonly string[] => all.filter((each) => each !== done);

const later = (a: string, b: string | undefined): string =>
  parsePosition(a) < parsePosition(b ?? '-1') ? (b ?? a) : a;

export const effectsOf = (doc: SagaWorkDoc | null | undefined): Position => parsePosition((doc ?? NONE).effectsUpTo);
