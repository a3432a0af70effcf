import { on, parsePosition, type Position, type Projection } from '#kernel';
import type { SagaEvent } from './events.js';

/** What sagas do because of one command from outside. */
export interface SagaWorkDoc {
  /** Commands without an outcome, by id. */
  readonly pending: readonly string[];
  /** The highest position that one of the commands wrote; as text. */
  readonly effectsUpTo: string;
}

const NONE: SagaWorkDoc = { pending: [], effectsUpTo: '-1' };

/** One document per correlation id, for those who wait until everything that a command led to is done. */
export const sagaWork: Projection<SagaWorkDoc> = {
  name: 'saga-work',
  version: 1,
  declaration: { fields: {}, indexes: [] },
  keys: ({ metadata }) => [metadata.correlationId],
  ...on<SagaWorkDoc, SagaEvent>({
    'saga.reacted.v1': (doc, { data }) => {
      if (data.commands.length === 0) return doc;
      const { pending, effectsUpTo } = doc ?? NONE;
      return { pending: [...pending, ...data.commands.map(({ id }) => id)], effectsUpTo };
    },
    'saga.command-settled.v1': (doc, { data: { command, outcome } }) => {
      const { pending, effectsUpTo } = doc ?? NONE;
      return { pending: pending.filter((id) => id !== command.id), effectsUpTo: later(effectsUpTo, outcome.position) };
    },
  }),
};

const later = (a: string, b: string | undefined): string =>
  parsePosition(a) < parsePosition(b ?? '-1') ? (b ?? a) : a;

export const effectsOf = (doc: SagaWorkDoc | null | undefined): Position => parsePosition((doc ?? NONE).effectsUpTo);
