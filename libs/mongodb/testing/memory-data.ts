import type { Document } from 'mongodb';

type Collection = Map<string, Document>;
type Index = Readonly<Record<string, unknown>>;

const OK: Document = { ok: 1 };
const ID_INDEX: Index = { v: 2, key: { _id: 1 }, name: '_id_' };

/**
 * The data of the scripted peer: documents found by what they hold or by `_id`, updates guarded by position, and indexes that
 * are kept but not used. It knows the forms that the adapter sends, and no other.
 */
export class MemoryData {
  readonly #collections = new Map<string, Collection>();
  readonly #indexes = new Map<string, Map<string, Index>>();

  collection(name: string): Collection {
    const collection = this.#collections.get(name) ?? new Map<string, Document>();
    this.#collections.set(name, collection);
    return collection;
  }

  indexes(collection: string): Map<string, Index> {
    const indexes = this.#indexes.get(collection) ?? new Map([['_id_', ID_INDEX]]);
    this.#indexes.set(collection, indexes);
    return indexes;
  }

  execute(name: string, command: Document): Document {
    const collection = String(command[name]);
    switch (name) {
      case 'find':
        return cursorOf(collection, this.#found(collection, command));
      case 'insert':
        return this.#each(listIn(command, 'documents'), (document) => this.#insert(collection, document));
      case 'update':
        return this.#each(listIn(command, 'updates'), (update) => this.#update(collection, update));
      case 'delete':
        return this.#each(listIn(command, 'deletes'), (statement) => this.#delete(collection, statement));
      case 'drop':
        this.#collections.delete(collection);
        this.#indexes.delete(collection);
        return OK;
      case 'listCollections':
        return cursorOf(
          '$cmd.listCollections',
          [...this.#collections.keys()].map((each) => ({ name: each })),
        );
      case 'listIndexes':
        return cursorOf(collection, [...this.indexes(collection).values()]);
      case 'createIndexes':
        this.collection(collection);
        for (const index of listIn(command, 'indexes')) this.indexes(collection).set(String(index['name']), index);
        return OK;
      case 'dropIndexes':
        this.indexes(collection).delete(String(command['index']));
        return OK;
      case 'ping':
      case 'endSessions':
        return OK;
      default:
        return { ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: `no such command: '${name}'` };
    }
  }

  /** In the order in which they were inserted, or by `_id`. */
  #found(name: string, { filter = {}, sort = {}, limit = Infinity }: Document): Document[] {
    const documents = [...this.collection(name).values()].filter((document) => matches(document, filter as Document));
    if ('_id' in sort) documents.sort((a, b) => (String(a['_id']) < String(b['_id']) ? -1 : 1));
    return documents.slice(0, Number(limit));
  }

  #each(statements: Document[], execute: (statement: Document) => number | Document): Document {
    let n = 0;
    const upserted: Document[] = [];
    const writeErrors: Document[] = [];
    statements.forEach((statement, index) => {
      const outcome = execute(statement);
      if (typeof outcome === 'number') n += outcome;
      else if ('code' in outcome) writeErrors.push({ index, ...outcome });
      else {
        n += 1;
        upserted.push({ index, ...outcome });
      }
    });
    return {
      n,
      nModified: n - upserted.length,
      ...(upserted.length > 0 && { upserted }),
      ...(writeErrors.length > 0 && { writeErrors }),
      ok: 1,
    };
  }

  #insert(name: string, document: Document): number | Document {
    const id = String(document['_id']);
    if (this.collection(name).has(id)) return duplicate(id);
    this.collection(name).set(id, document);
    return 1;
  }

  #update(name: string, { q, u, upsert }: Document): number | Document {
    const id = idIn(q as Document);
    const stored = this.collection(name).get(id);
    if (stored !== undefined && matches(stored, q as Document)) {
      this.collection(name).set(id, changed(stored, u as Document));
      return 1;
    }
    if (upsert !== true) return 0;
    if (stored !== undefined) return duplicate(id);
    this.collection(name).set(id, changed({ _id: id }, u as Document));
    return { _id: id };
  }

  /** A limit of 0 is none. */
  #delete(name: string, { q, limit }: Document): number {
    const found = this.#found(name, { filter: q as Document, limit: limit === 0 ? Infinity : Number(limit) });
    for (const { _id } of found) this.collection(name).delete(String(_id));
    return found.length;
  }
}

const duplicate = (id: string): Document => ({
  code: 11_000,
  errmsg: `E11000 duplicate key error dup key: { _id: "${id}" }`,
});

/** Under such a name a command has a list of documents. */
const listIn = (command: Document, name: string): Document[] => command[name] as Document[];

const idIn = (filter: Document): string => String(filter['_id']);

const cursorOf = (name: string, firstBatch: readonly Document[]): Document => ({
  cursor: { id: 0n, ns: `peer.${name}`, firstBatch },
  ok: 1,
});

interface Update {
  readonly [field: string]: unknown;
  readonly $set?: Readonly<Record<string, unknown>>;
  readonly $max?: Readonly<Record<string, bigint>>;
}

/** A replacement, or `$max` and `$set` of fields. */
function changed(stored: Document, update: Document): Document {
  const { $set, $max, ...replacement } = update as Update;
  if ($set !== undefined) return { ...stored, ...$set };
  if ($max === undefined) return { ...replacement, _id: stored['_id'] as unknown };
  const maxima = Object.entries($max).map(([field, value]) => [field, greater(stored[field], value)] as const);
  return { ...stored, ...Object.fromEntries(maxima) };
}

const greater = (present: unknown, value: bigint): bigint =>
  typeof present === 'bigint' && present > value ? present : value;

function matches(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([field, condition]) => holds(document[field], condition));
}

function holds(value: unknown, condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return value === condition;
  return Object.entries(condition).every(([operator, operand]) => {
    switch (operator) {
      case '$eq':
        return value === operand;
      case '$ne':
        return value !== operand;
      case '$lt':
        return (value as bigint) < (operand as bigint);
      case '$gt':
        return (value as string) > (operand as string);
      case '$in':
        return (operand as unknown[]).includes(value);
      default:
        throw new Error(`the peer does not know ${operator}`);
    }
  });
}
