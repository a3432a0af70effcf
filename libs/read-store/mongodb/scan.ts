import { position } from '#kernel';
import type { Connection } from '#mongodb';
import type { StoredDocument } from '../port.js';
import type { StoredDoc } from './collections.js';
import { decodeBson } from './document-bson.js';

const BATCH = 500;

/** Under an id and a type stands what `commit` was given under them. */
export const documentOf = <Doc>({ _id, position: at, doc }: StoredDoc): StoredDocument<Doc> => ({
  id: _id,
  position: position(at),
  doc: doc === null ? null : (decodeBson(doc) as Doc),
});

/** All of a collection in order of id. Every batch is a query of its own: nothing is open while the reader is busy. */
export async function* scanned<Doc>(
  connection: Connection,
  collection: string,
): AsyncGenerator<readonly StoredDocument<Doc>[], void> {
  let after = ''; // before every id
  for (;;) {
    const from = after;
    const stored = await connection.step((db) =>
      db
        .collection<StoredDoc>(collection)
        .find({ _id: { $gt: from } }, { sort: { _id: 1 }, limit: BATCH, batchSize: BATCH })
        .toArray(),
    );
    const last = stored.at(-1);
    if (last === undefined) return;
    after = last._id;
    yield stored.map((each) => documentOf<Doc>(each));
  }
}
