import { setTimeout as sleep } from 'node:timers/promises';
import { fromEpochMillis, type Instant } from '#kernel';
import type { EventStore, StoredEvent } from '#event-store';
import { MOVABLE, movements, type ClockEvent } from './movement.js';
import type { Clock } from './port.js';

const STREAM = `${movements.category}-${MOVABLE}`;
const RETRY_AFTER_MS = 1_000;

/**
 * A clock that can be moved, so that weeks are lived through in a minute. How far it stands off the real time is a fact in the
 * event store: it survives a restart, and every process on the store follows it. Not for production (settings refuse it).
 */
export class MovableClock implements Clock {
  readonly #eventStore: EventStore;
  readonly #closing = new AbortController();
  #state = movements.initialState;
  #revision = -1;
  #following: Promise<void> | undefined;

  private constructor(eventStore: EventStore) {
    this.#eventStore = eventStore;
  }

  /** @throws what the event store throws. */
  static async open(eventStore: EventStore): Promise<MovableClock> {
    const clock = new MovableClock(eventStore);
    await clock.refresh();
    clock.#following = clock.#follow();
    return clock;
  }

  now(): Instant {
    return fromEpochMillis(Date.now() + this.#state.offsetMillis);
  }

  /** How far it is ahead of the real time, in milliseconds. */
  get offsetMillis(): number {
    return this.#state.offsetMillis;
  }

  /** Takes note of every movement recorded before the call; who has just moved it need not wait to be told. */
  async refresh(): Promise<void> {
    for await (const batch of this.#eventStore.readStream(STREAM, { from: this.#revision + 1 })) this.#learn(batch);
  }

  /** Stops following. Repeatable. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const from = await this.#eventStore.head();
        await this.refresh();
        const movementsSince = this.#eventStore.subscribe({ from, filter: { streamPrefixes: [STREAM] }, signal });
        for await (const { events } of movementsSince) this.#learn(events);
      } catch {
        // A store that is away shows in the process's health; the clock goes on as it is and asks again.
        await sleep(RETRY_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #learn(events: readonly StoredEvent[]): void {
    for (const { revision, type, data } of events) {
      if (revision <= this.#revision) continue;
      this.#state = movements.evolve(this.#state, { type, data } as unknown as ClockEvent); // the stream holds no other
      this.#revision = revision;
    }
  }
}
