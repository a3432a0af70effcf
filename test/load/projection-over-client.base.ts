import { EventStoreDBClient, START, type AllStreamResolvedEvent } from '@eventstore/db-client';
import { MongoClient, type AnyBulkWriteOperation, type Document } from 'mongodb';
import { position, type JsonObject } from '#kernel';
import type { StoredEvent } from '#event-store';
import { fold, type Documents } from './folding.js';
import type { Servers } from './servers.js';

const EVENTS_PER_BATCH = 1_000;

interface Page extends Document {
  readonly _id: string;
}

/**
 * Read all events by the one official client, fold them by the same projection into documents that stay in memory, and write those
 * that changed by the other, a thousand events at a time, guarded by position and as durably as the read store does. Nothing
 * is parked, looked up, retried or followed.
 *
 * @returns how many events were read.
 */
export async function foldByClients({ eventStoreUrl }: Servers, databaseUrl: string): Promise<number> {
  const events = EventStoreDBClient.connectionString(eventStoreUrl);
  const mongo = await MongoClient.connect(databaseUrl, { writeConcern: { w: 'majority' } });
  const pages = mongo.db().collection<Page>('pages');
  const known: Documents = new Map();
  let batch: StoredEvent[] = [];
  let count = 0;
  const write = async (): Promise<void> => {
    const operations = [...fold(batch, known)].map(([id, at]): AnyBulkWriteOperation<Page> => ({
      replaceOne: {
        filter: { _id: id, position: { $lt: at } },
        replacement: { ...known.get(id), position: at },
        upsert: true,
      },
    }));
    if (operations.length > 0) await pages.bulkWrite(operations, { ordered: false });
    await mongo
      .db()
      .collection<Page>('checkpoint')
      .replaceOne({ _id: 'only' }, { position: batch.at(-1)?.position }, { upsert: true });
    count += batch.length;
    batch = [];
  };
  for await (const { event } of events.readAll({ fromPosition: START })) {
    if (event === undefined || event.type.startsWith('$')) continue; // the server's own
    batch.push(storedIn(event));
    if (batch.length === EVENTS_PER_BATCH) await write();
  }
  if (batch.length > 0) await write();
  await mongo.close();
  await events.dispose();
  return count;
}

const storedIn = ({
  id,
  streamId: stream,
  revision,
  position: at,
  type,
  data,
  metadata,
}: NonNullable<AllStreamResolvedEvent['event']>): StoredEvent => ({
  ...{ id, stream, revision: Number(revision), position: position(at.commit), type },
  ...{ data: data as JsonObject, metadata: metadata as JsonObject }, // what our own adapter wrote
});
