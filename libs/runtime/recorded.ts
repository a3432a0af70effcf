import type { Position, RecordedEvent } from '#kernel';
import type { EventStore, StoredEvent } from '#event-store';

/**
 * The store does not look into metadata; all that this software writes has the form of `EventMetadata` (seal.ts). What another
 * hand wrote belongs to no chain of causes, so it begins one of its own.
 */
export function recorded(event: StoredEvent): RecordedEvent {
  const { metadata, id } = event;
  const whole =
    typeof metadata['correlationId'] === 'string' ? event : { ...event, metadata: { ...metadata, correlationId: id } };
  return whole as unknown as RecordedEvent;
}

/** The event at a position that some event has; undefined when none has. */
export async function eventAt(eventStore: EventStore, position: Position): Promise<RecordedEvent | undefined> {
  for await (const [event] of eventStore.readAll({ ...(await justBefore(eventStore, position)), limit: 1 }))
    if (event?.position === position) return recorded(event);
  return undefined;
}

/** All events of the types from one position to another, both inclusive. */
export async function* eventsBetween(
  eventStore: EventStore,
  first: Position,
  last: Position,
  types: readonly string[],
): AsyncGenerator<RecordedEvent> {
  const from = await justBefore(eventStore, first);
  for await (const batch of eventStore.readAll({ ...from, filter: { types } }))
    for (const event of batch) {
      if (event.position > last) return;
      yield recorded(event);
    }
}

/** Reading is exclusive of where it begins, and a position is never computed: so from the neighbour before. */
async function justBefore(eventStore: EventStore, position: Position): Promise<{ readonly from?: Position }> {
  for await (const [event] of eventStore.readAll({ direction: 'backward', from: position, limit: 1 }))
    if (event !== undefined) return { from: event.position };
  return {};
}
