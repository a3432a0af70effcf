import type { EventStore, SubscriptionBatch } from '#event-store';
import { replaced } from './replaced.js';

/** An event store whose subscriptions tell of no more events at a time, as a long history does. */
export const inBatches = (eventStore: EventStore, size: number): EventStore =>
  replaced(eventStore, {
    subscribe: async function* (options): AsyncIterable<SubscriptionBatch> {
      for await (const { events, upTo, caughtUp } of eventStore.subscribe(options)) {
        for (let from = 0; from + size < events.length; from += size) {
          const part = events.slice(from, from + size);
          yield { events: part, upTo: part.at(-1)?.position ?? upTo, caughtUp: false };
        }
        yield { events: events.slice(lastPart(events.length, size)), upTo, caughtUp };
      }
    },
  });

/** Where the last part of so many begins. */
const lastPart = (count: number, size: number): number => Math.max(0, Math.ceil(count / size) - 1) * size;
