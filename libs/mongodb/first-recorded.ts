import type { Document } from 'mongodb';
import { isInserted } from './by-id.js';
import type { Connection } from './connection.js';
import { pause } from './pause.js';

const MAX_ATTEMPTS = 10;

/** A document that nothing ever replaces. */
export interface Recorded extends Document {
  readonly _id: string;
}

/**
 * The document of an id as a majority has it. Where there is none, the one that `make` gives is inserted; of several
 * processes that do so at once, the first insertion counts.
 *
 * @returns undefined when no majority gets to have one.
 * @throws the service's error
 */
export async function firstRecorded<T extends Recorded>(
  connection: Connection,
  collection: string,
  _id: string,
  make: () => T,
): Promise<T | undefined> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const known = await recordedAs<T>(connection, collection, _id);
    if (known !== undefined) return known;
    const made = make();
    const isFirst = await connection.step((db) =>
      isInserted(() => db.collection<Recorded>(collection).insertOne(made)),
    );
    if (isFirst) return made;
    await pause(attempt); // another was quicker, or an earlier attempt of this one: what a majority has counts
  }
  return undefined;
}

/** The document of an id as a majority has it. @throws the service's error */
export async function recordedAs<T extends Recorded>(
  connection: Connection,
  collection: string,
  _id: string,
): Promise<T | undefined> {
  const found = await connection.step((db) =>
    db.collection<Recorded>(collection, { readConcern: 'majority' }).findOne({ _id }),
  );
  return (found as T | null) ?? undefined; // what `make` gave, here or elsewhere
}
