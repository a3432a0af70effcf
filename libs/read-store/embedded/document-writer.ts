import type { ReadModelDeclaration } from '#kernel';
import { onDocument } from '../document-id.js';
import { encodeDocument } from '../document-json.js';
import { checkFields } from '../document-value.js';
import { checkSize, JSON_TO_BSON } from '../document-size.js';
import type { GuardedWrite, WriteResult } from '../port.js';
import { columnsOf } from './columns.js';
import { MemberWriter } from './member-writer.js';
import { guardedUpsert } from './schema.js';
import type { Parameter, StoreDatabase } from './store-database.js';

type Members = ReturnType<MemberWriter['membersOf']>;

/** A write in the form that the engine takes it: encoding holds no lock, and is not repeated when an attempt is. */
export interface EncodedWrite {
  readonly id: string;
  readonly parameters: readonly Parameter[];
  readonly members: Members;
}

/** Writes documents with their declared fields beside them, each only if it is newer than what is stored. */
export class DocumentWriter {
  readonly #columns;
  readonly #members;
  readonly #upsert;

  constructor(
    private readonly db: StoreDatabase,
    table: 'documents' | 'parked',
    declaration: ReadModelDeclaration,
  ) {
    this.#columns = columnsOf(declaration);
    this.#members = new MemberWriter(db, declaration);
    this.#upsert = guardedUpsert(table, this.#columns);
  }

  /** @throws InvalidDocument */
  encode({ id, position, doc }: GuardedWrite<object>): EncodedWrite {
    return onDocument(id, () => {
      if (doc !== null) checkFields(doc);
      const text = doc === null ? null : encodeDocument(doc);
      checkSize(id, doc, (text?.length ?? 0) * JSON_TO_BSON);
      const parameters: Parameter[] = [id, position, text];
      for (const column of this.#columns) parameters.push(doc === null ? null : column.read(doc));
      return { id, parameters, members: this.#members.membersOf(doc) };
    });
  }

  /** Inside a write transaction. Several rows a statement would gain nothing (measured). */
  write(writes: readonly EncodedWrite[]): WriteResult {
    let written = 0;
    for (const { id, parameters, members } of writes) {
      if (this.db.run(this.#upsert, parameters) === 0) continue;
      written += 1;
      if (this.#members.isNeeded) this.#members.replace(id, members);
    }
    return { written, stale: writes.length - written };
  }
}
