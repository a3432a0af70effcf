import {
  canonicalJson,
  TextsOfParts,
  type Decider,
  type DomainEvent,
  type JsonObject,
  type Position,
  type TypedCommand,
} from '#kernel';
import { keyedDigest } from '#audit';
import type { Clock } from '#clock';
import type { EventStore } from '#event-store';
import type { CommandEnvelope, CommandResult } from './envelope.js';
import { Execution, type RuleSource, type Tools } from './execution.js';
import { KeyedQueue } from './keyed-queue.js';
import { nothingPersonal, type Sealing } from './sealing.js';
import { StreamCache } from './stream-cache.js';

export interface PipelineOptions<Rules> {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly rules: RuleSource<Rules>;
  /** Key of the digest by which a repeated command id with another content is found out: 32 bytes. */
  readonly digestKey: Uint8Array;
  /** What seals personal fields; without it, events that have any are refused. */
  readonly personalData?: Sealing;
  /** How much the state cache may hold. Default 64 MiB. */
  readonly cacheBytes?: number;
}

const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024;
/** 128 bits. */
const SALT_CHARACTERS = 32;

/**
 * The way of one command: load the stream, fold, decide, append at the exact revision.
 *
 * A command is decided once: its id stands in the metadata of what it wrote, so a repeat finds it, in this process or another.
 * Commands for one stream wait for each other here; writers in other processes are found by the revision, and the
 * command is then decided anew on top of what they wrote.
 */
export class CommandPipeline<Rules> {
  readonly #tools: Tools<Rules>;
  readonly #digest: (text: string) => string;
  readonly #queue = new KeyedQueue();

  constructor({ eventStore, clock, rules, digestKey, personalData, cacheBytes }: PipelineOptions<Rules>) {
    const sealing = personalData ?? nothingPersonal;
    const cache = new StreamCache(eventStore, sealing, cacheBytes ?? DEFAULT_CACHE_BYTES);
    const digest = keyedDigest(digestKey);
    const saltOf = (commandId: string): string => digest(`salt ${commandId}`).slice(0, SALT_CHARACTERS);
    this.#tools = { eventStore, clock, rules, cache, sealing, saltOf };
    this.#digest = digest;
  }

  /**
   * @param id of the instance; its stream is `<category>-<id>`.
   * @param facts reads what the decision needs from other streams; called only when there is something to decide.
   * @throws CommandIdReused, RevisionMismatch, OutcomeUnknown, TooMuchContention, UnknownEventType, InvalidEvent, and what the event store throws.
   */
  run<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts = undefined>(
    decider: Decider<State, C, E, Rules, Facts>,
    id: string,
    command: C,
    envelope: CommandEnvelope,
    facts?: (state: State) => Promise<Facts>,
  ): Promise<CommandResult> {
    const stream = streamOf(decider, id);
    const texts = new TextsOfParts(command as unknown as JsonObject); // commands are plain data
    const digest = this.#digest(`{"command":${texts.text},"stream":${canonicalJson(stream)}}`);
    const execution = new Execution(this.#tools, { decider, stream, command, texts, envelope, digest, facts });
    return this.#queue.run(stream, () => execution.run());
  }

  /** The state of a stream as it is now in the store; for the facts that a decision on another stream takes. */
  async load<State, C extends TypedCommand, E extends DomainEvent<string, object>, Facts>(
    decider: Decider<State, C, E, Rules, Facts>,
    id: string,
  ): Promise<{ readonly state: State; readonly revision: number; readonly position: Position }> {
    return this.#tools.cache.catchUp(decider, streamOf(decider, id));
  }
}

export const streamOf = (decider: { readonly category: string }, id: string): string => `${decider.category}-${id}`;
