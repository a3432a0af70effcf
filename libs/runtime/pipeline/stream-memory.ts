import {
  START,
  type Decider,
  type DomainEvent,
  type EventMetadata,
  type Instant,
  type JsonObject,
  type Position,
  type TypedCommand,
} from '#kernel';
import type { StoredEvent } from '#event-store';
import { isSystemEvent } from '../system-events.js';
import type { Refused } from './envelope.js';
import { UnknownEventType } from './errors.js';
import { grown, NO_STATE, type StateSize } from './state-size.js';

/** A command that a stream remembers: enough to give its first answer again. */
export interface RememberedCommand {
  readonly digest: string;
  readonly revision: number;
  readonly position: Position;
  /** Set when what it wrote is its refusal. */
  readonly refusal: Refused | undefined;
}

/** What the pipeline knows of a stream: its folded state, where it stands, and which commands wrote it. */
export interface StreamMemory<State> {
  readonly stream: string;
  readonly state: State;
  /** Of the last event; -1 before the first. */
  readonly revision: number;
  readonly position: Position;
  readonly lastHash: string | null;
  readonly lastRecordedAt: Instant | null;
  readonly commands: Map<string, RememberedCommand>;
  readonly stateSize: StateSize;
}

/** A command's id, digest and place as the index keeps them, with the map's own cost. */
const BYTES_PER_COMMAND = 300;
const BYTES_PER_STREAM = 500;

export const emptyMemory = <State>(stream: string, state: State): StreamMemory<State> => ({
  stream,
  state,
  revision: -1,
  position: START,
  lastHash: null,
  lastRecordedAt: null,
  commands: new Map(),
  stateSize: NO_STATE,
});

/** An upper bound of what it holds, in bytes. */
export const sizeOf = ({ commands, stateSize }: StreamMemory<unknown>): number =>
  BYTES_PER_STREAM + commands.size * BYTES_PER_COMMAND + stateSize.measured + stateSize.since;

/** A decider as far as folding goes. */
export type Folder<State, E extends DomainEvent<string, object>> = Pick<
  Decider<State, TypedCommand, E, never, never>,
  'category' | 'events' | 'initialState' | 'evolve'
>;

/** An event that is known to be stored. */
export interface Remembered extends Pick<StoredEvent, 'revision' | 'position' | 'type'> {
  readonly data: object;
  readonly metadata: Pick<EventMetadata, 'commandId' | 'commandDigest' | 'recordedAt'>;
}

/**
 * The memory after some more events of its stream. The index of commands is moved on, not copied: the memory given in must
 * not be used again.
 *
 * @param bytes of the events' data.
 * @param lastHash of the last event.
 * @throws UnknownEventType
 */
export function remember<State, E extends DomainEvent<string, object>>(
  folder: Folder<State, E>,
  memory: StreamMemory<State>,
  events: readonly Remembered[],
  bytes: number,
  lastHash: string,
): StreamMemory<State> {
  const last = events.at(-1);
  if (last === undefined) return memory;
  let { state } = memory;
  for (const { type, revision, position, data, metadata } of events) {
    const refusal = isSystemEvent(type) ? refusalIn(data) : undefined;
    if (refusal === undefined) {
      if (!(type in folder.events)) throw new UnknownEventType(memory.stream, revision, type);
      state = folder.evolve(state, { type, data } as unknown as E); // the catalogue names the type
    }
    const digest = metadata.commandDigest;
    memory.commands.set(metadata.commandId, { digest, revision, position, refusal });
  }
  return {
    stream: memory.stream,
    state,
    revision: last.revision,
    position: last.position,
    lastHash,
    lastRecordedAt: last.metadata.recordedAt,
    commands: memory.commands,
    stateSize: grown(memory.stateSize, bytes, state),
  };
}

function refusalIn(data: object): Refused {
  // system-events.ts has the shape
  const { code, facts } = data as { code: string; facts: JsonObject };
  return { kind: 'refused', code, facts };
}
