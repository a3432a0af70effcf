import { jsonEvent, type AppendExpectedRevision, type JSONEventData } from '@eventstore/db-client';
import { position, type Position } from '#kernel';
import type { CheckedAppend, SerialisedEvent } from '../check.js';
import { StoreUnavailable } from '../errors.js';
import type { Appended } from '../port.js';
import type { Pages } from '../paging/pages.js';
import type { Connection } from './connection.js';
import { failureOfAppend } from './failures.js';

/** An append at a certain place, the only kind that the server recognises again however long ago it was. */
export interface PlacedAppend extends CheckedAppend {
  readonly expected: 'no-stream' | number;
}

/**
 * The client sends it as a time of day, and a server whose clock is further ahead refuses every append. It gives up by itself
 * after two seconds, and we have a timer of our own: nothing depends on this one.
 */
const DEADLINE_MS = 3_600_000;

/** Sends one append, once. @throws the port's errors, and NoAnswer never: that is an unknown outcome. */
export async function appendOnce(
  connection: Connection,
  answerMs: number,
  { stream, events, expected, characters }: PlacedAppend,
  pages: Pages,
): Promise<Appended> {
  connection.claimAppends();
  const expectedRevision: AppendExpectedRevision = expected === 'no-stream' ? 'no_stream' : BigInt(expected);
  const options = { expectedRevision, deadline: DEADLINE_MS, requiresLeader: true, throwOnAppendFailure: true };
  try {
    const sent = events.map(eventToSend);
    const result = await connection.call(answerMs, ({ client }) => client.appendToStream(stream, sent, options));
    const revision = Number(result.nextExpectedRevision); // exact: a stream has fewer than 2^53 events
    return {
      revision,
      position: result.position ? position(result.position.commit) : await placeOf(pages, stream, revision),
    };
  } catch (error) {
    throw failureOfAppend(error, { stream, expected, bytes: characters });
  }
}

/** The client serialises the data once more, to the very same text; the metadata go as they are. */
const eventToSend = ({ id, type, data, metadata }: SerialisedEvent): JSONEventData =>
  jsonEvent({
    id,
    type,
    data: JSON.parse(data) as Record<string, unknown>,
    metadata: new TextEncoder().encode(metadata),
  });

/** The server leaves the position out where it answers a repeat from what it has in memory. */
async function placeOf(pages: Pages, stream: string, revision: number): Promise<Position> {
  const { events } = await pages.ofStream(stream, 'forward', revision, 1);
  const at = events.at(0)?.position;
  if (at === undefined) throw new StoreUnavailable(`${stream}@${revision} was acknowledged and cannot be read yet`);
  return at;
}
