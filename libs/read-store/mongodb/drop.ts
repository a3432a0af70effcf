import type { Db } from 'mongodb';
import { type Connection, isMissing } from '#mongodb';
import type { GenerationKey } from '../generations.js';
import type { Catalogue } from './catalogue.js';
import { generationName, generationOf, GENERATIONS, parkedName, type StoredProgress } from './collections.js';

/** Removes what a generation has stored, once the catalogue knows it no more. Repeatable. */
export function dropGeneration(connection: Connection, key: GenerationKey): Promise<void> {
  return connection.step(async (db) => {
    for (const name of [generationName(key), parkedName(key)]) await dropCollection(db, name);
    await db.collection<StoredProgress>(GENERATIONS).deleteOne({ _id: generationName(key) });
  });
}

/**
 * Removes what is left of dropped generations: by a process that was killed in the middle, or by one that wrote on because it
 * had not heard. The collections are listed first: a generation is in the catalogue before it has one.
 */
export async function sweep(connection: Connection, catalogue: Catalogue): Promise<void> {
  const collections = await connection.step((db) => db.listCollections({}, { nameOnly: true }).toArray());
  const models = new Map((await catalogue.models()).map((model) => [model._id, model]));
  for (const { name } of collections) {
    const key = generationOf(name);
    const model = key && models.get(key.model);
    if (key === undefined || model === undefined || key.number >= model.next) continue; // not ours
    if (!model.generations.some(({ number }) => number === key.number)) await dropGeneration(connection, key);
  }
}

async function dropCollection(db: Db, name: string): Promise<void> {
  try {
    await db.collection(name).drop();
  } catch (error) {
    if (!isMissing(error)) throw error; // it never had one
  }
}
