import type { ResolvedEvent } from '@eventstore/db-client';
import { position, type JsonObject, type Position } from '#kernel';
import type { StoredEvent } from '../port.js';

type Recorded = NonNullable<ResolvedEvent['event']>;

/** Where the server has an event. Commit and prepare are the same ever since events are written in one piece. */
export function positionOf({ id, position: at }: Pick<Recorded, 'id' | 'position'>): Position {
  if (at === undefined) throw new TypeError(`the server gave no position for event ${id}`);
  return position(at.commit);
}

/** Events of the server itself: statistics, metadata of streams, links. They are nobody's business. */
export const isOfServer = ({ streamId, type }: Pick<Recorded, 'streamId' | 'type'>): boolean =>
  streamId.startsWith('$') || type.startsWith('$');

export const storedEvent = (event: Recorded): StoredEvent => ({
  id: event.id,
  type: event.type,
  data: objectOf(event.data),
  metadata: objectOf(event.metadata),
  stream: event.streamId,
  revision: Number(event.revision), // exact: a stream has fewer than 2^53 events
  position: positionOf(event),
});

/** Ours are objects. What another program wrote may be anything; it is kept and shown. */
function objectOf(content: unknown): JsonObject {
  if (content instanceof Uint8Array) return { base64: Buffer.from(content).toString('base64') };
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as JsonObject; // was JSON
  return content === undefined ? {} : { value: content as JsonObject[string] }; // so was this
}
