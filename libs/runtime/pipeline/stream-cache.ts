import { LRUCache } from 'lru-cache';
import type { DomainEvent, JsonObject, RecordedEvent } from '#kernel';
import { hashOf } from '#audit';
import type { EventStore } from '#event-store';
import { recorded } from '../recorded.js';
import { dataSizeOf } from './seal.js';
import { hasPersonal, type Sealing } from './sealing.js';
import { SharedReads } from './shared-reads.js';
import { emptyMemory, remember, sizeOf, type Folder, type StreamMemory } from './stream-memory.js';

/** A place in the cache. It is paid for in advance, for weighing it anew takes longer than the rest of keeping a memory. */
interface Place {
  memory: StreamMemory<unknown>;
  /** What it may come to hold before it is weighed again. */
  readonly bytes: number;
}

const IN_ADVANCE = 1.5;

/** Keeps what is known of hot streams, bounded in bytes, so that a command need not read its stream again. */
export class StreamCache {
  readonly #eventStore: EventStore;
  readonly #sealing: Sealing;
  readonly #places: LRUCache<string, Place>;
  readonly #reads = new SharedReads();

  constructor(eventStore: EventStore, sealing: Sealing, maxBytes: number) {
    this.#eventStore = eventStore;
    this.#sealing = sealing;
    this.#places = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  /** What is known without asking the store; an empty memory when that is nothing. */
  recall<State, E extends DomainEvent<string, object>>(folder: Folder<State, E>, stream: string): StreamMemory<State> {
    // The category in the stream's name says which decider, and with it which state, a memory belongs to.
    const known = this.#places.get(stream)?.memory as StreamMemory<State> | undefined;
    return known ?? emptyMemory(stream, folder.initialState);
  }

  keep(memory: StreamMemory<unknown>): void {
    const size = sizeOf(memory);
    const place = this.#places.peek(memory.stream);
    if (place !== undefined && size <= place.bytes) place.memory = memory;
    else this.#places.set(memory.stream, { memory, bytes: Math.ceil(size * IN_ADVANCE) });
  }

  forget(stream: string): void {
    this.#places.delete(stream);
  }

  /**
   * What the store knows at this moment or later. A memory that was given out stays good: a command of the same stream may
   * be using it.
   *
   * @throws UnknownEventType, and what the event store throws.
   */
  catchUp<State, E extends DomainEvent<string, object>>(
    folder: Folder<State, E>,
    stream: string,
  ): Promise<StreamMemory<State>> {
    return this.#reads.run(stream, () => this.#readOn(folder, this.recall(folder, stream)));
  }

  async #readOn<State, E extends DomainEvent<string, object>>(
    folder: Folder<State, E>,
    memory: StreamMemory<State>,
  ): Promise<StreamMemory<State>> {
    let current = memory;
    for await (const batch of this.#eventStore.readStream(memory.stream, { from: memory.revision + 1 })) {
      const last = batch.at(-1);
      if (last === undefined) continue;
      if (current === memory) current = { ...memory, commands: new Map(memory.commands) };
      const events = batch.map(recorded);
      const readable = hasPersonal(folder.events, events) ? await this.#opened(events) : events;
      current = remember(folder, current, readable, dataSizeOf(batch), hashOf(last));
    }
    const known = this.#places.peek(memory.stream)?.memory;
    if (current !== memory && (known === undefined || known.revision < current.revision)) this.keep(current);
    return current;
  }

  async #opened(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const data = (await this.#sealing.open(events.map((event) => event.data))) as readonly JsonObject[]; // the same, opened
    return events.map((event, index) => ({ ...event, data: data[index] ?? event.data }));
  }
}
