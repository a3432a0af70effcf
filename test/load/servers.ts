import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { inDatabase } from '../support/mongo-url.js';

/** The servers to measure on. */
export interface Servers {
  readonly eventStoreUrl: string;
  readonly mongoUrl: string;
}

/** Undefined unless both addresses are set. */
export function serversIn(env: NodeJS.ProcessEnv): Servers | undefined {
  const { EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: mongoUrl } = env;
  return eventStoreUrl && mongoUrl ? { eventStoreUrl, mongoUrl } : undefined;
}

/** Runs `work` with a database of its own, which is gone afterwards. */
export async function inNewDatabase<T>({ mongoUrl }: Servers, work: (url: string) => Promise<T>): Promise<T> {
  const address = inDatabase(mongoUrl, `bench-${randomUUID().slice(0, 8)}`);
  try {
    return await work(address);
  } finally {
    const client = await MongoClient.connect(address);
    await client.db().dropDatabase();
    await client.close();
  }
}
