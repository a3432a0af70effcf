import type { Position, RecordedEvent } from '#kernel';
import type { EventStore, StoredEvent } from '#event-store';

/** The store does not look into metadata; all that this software writes has the form of `EventMetadata` (seal.ts). */
export const recorded = (event: StoredEvent): RecordedEvent => event as unknown as RecordedEvent;

/** The event at a position that some event has; undefined when none has. */
export async function eventAt(eventStore: EventStore, position: Position): Promise<RecordedEvent | undefined> {
  // Reading is exclusive of where it begins, and a position is never computed: so from the neighbour before, one step forward.
  let before: Position | undefined;
  for await (const [event] of eventStore.readAll({ direction: 'backward', from: position, limit: 1 }))
    before = event?.position;
  for await (const [event] of eventStore.readAll({ ...(before !== undefined && { from: before }), limit: 1 }))
    if (event?.position === position) return recorded(event);
  return undefined;
}
