import { type Connection, isInserted, pause } from '#mongodb';
import { ReadStoreUnavailable } from '../errors.js';
import { IDENTITY, type StoredIdentity } from './collections.js';

const _id = 'event-store';
const MAX_ATTEMPTS = 10;

/** Records the event store's identity when there is none yet. @returns the recorded one, as a majority has it. */
export async function identityIn(connection: Connection, identity: string): Promise<string> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const recorded = await connection.step((db) =>
      db.collection<StoredIdentity>(IDENTITY, { readConcern: 'majority' }).findOne({ _id }),
    );
    if (recorded !== null) return recorded.identity;
    const isFirst = await connection.step((db) =>
      isInserted(() => db.collection<StoredIdentity>(IDENTITY).insertOne({ _id, identity })),
    );
    if (isFirst) return identity; // else another process was quicker, and what it recorded counts
    await pause(attempt);
  }
  throw new ReadStoreUnavailable('no majority has the identity of the event store');
}
