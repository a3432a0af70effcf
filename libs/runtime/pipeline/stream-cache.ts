import { LRUCache } from 'lru-cache';
import type { DomainEvent } from '#kernel';
import { hashOf } from '#audit';
import type { EventStore } from '#event-store';
import { recorded } from '../recorded.js';
import { dataSizeOf } from './seal.js';
import { emptyMemory, remember, sizeOf, type Folder, type StreamMemory } from './stream-memory.js';

/** Keeps what is known of hot streams, bounded in bytes, so that a command need not read its stream again. */
export class StreamCache {
  readonly #eventStore: EventStore;
  readonly #memories: LRUCache<string, StreamMemory<unknown>>;

  constructor(eventStore: EventStore, maxBytes: number) {
    this.#eventStore = eventStore;
    this.#memories = new LRUCache({ maxSize: maxBytes, sizeCalculation: sizeOf });
  }

  /** What is known without asking the store; an empty memory when that is nothing. */
  recall<State, E extends DomainEvent<string, object>>(folder: Folder<State, E>, stream: string): StreamMemory<State> {
    // The category in the stream's name says which decider, and with it which state, a memory belongs to.
    const known = this.#memories.get(stream) as StreamMemory<State> | undefined;
    return known ?? emptyMemory(stream, folder.initialState);
  }

  keep(memory: StreamMemory<unknown>): void {
    this.#memories.set(memory.stream, memory);
  }

  forget(stream: string): void {
    this.#memories.delete(stream);
  }

  /**
   * Reads what was appended since `memory` was made. The memory given stays good: a command of the same stream may be using it.
   *
   * @throws UnknownEventType, and what the event store throws.
   */
  async catchUp<State, E extends DomainEvent<string, object>>(
    folder: Folder<State, E>,
    memory: StreamMemory<State>,
  ): Promise<StreamMemory<State>> {
    let current = memory;
    for await (const batch of this.#eventStore.readStream(memory.stream, { from: memory.revision + 1 })) {
      const last = batch.at(-1);
      if (last === undefined) continue;
      if (current === memory) current = { ...memory, commands: new Map(memory.commands) };
      current = remember(folder, current, batch.map(recorded), dataSizeOf(batch), hashOf(last));
    }
    const known = this.#memories.peek(memory.stream);
    if (current !== memory && (known === undefined || known.revision < current.revision)) this.keep(current);
    return current;
  }
}
