import { firstRecorded, type Connection } from '#mongodb';
import { ReadStoreUnavailable } from '../errors.js';
import { IDENTITY, type StoredIdentity } from './collections.js';

const _id = 'event-store';

/** Records the event store's identity when there is none yet. @returns the recorded one, as a majority has it. */
export async function identityIn(connection: Connection, identity: string): Promise<string> {
  const recorded = await firstRecorded<StoredIdentity>(connection, IDENTITY, _id, () => ({ _id, identity }));
  if (recorded === undefined) throw new ReadStoreUnavailable('no majority has the identity of the event store');
  return recorded.identity;
}
