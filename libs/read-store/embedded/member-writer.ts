import type { ReadModelDeclaration } from '#kernel';
import { arraysOf } from './columns.js';
import type { StoreDatabase } from './store-database.js';

type Member = readonly [field: string, value: string | number];

const SELECT = 'SELECT field, value FROM members WHERE id = ?';
const INSERT = 'INSERT INTO members (id, field, value) VALUES (?, ?, ?)';
const DELETE = 'DELETE FROM members WHERE id = ? AND field = ? AND value = ?';

/** Keeps the members of the declared array fields, by which `has` finds documents. */
export class MemberWriter {
  readonly #arrays;

  constructor(
    private readonly db: StoreDatabase,
    declaration: ReadModelDeclaration,
  ) {
    this.#arrays = arraysOf(declaration);
  }

  get isNeeded(): boolean {
    return this.#arrays.length > 0;
  }

  /** @throws TypeError when the document holds a value of another type there. */
  membersOf(doc: object | null): readonly Member[] {
    if (doc === null || !this.isNeeded) return [];
    return this.#arrays.flatMap(({ field, read }) => read(doc).map((value): Member => [field, value]));
  }

  /** Inside a write transaction. Touches only what differs, for most changes of a document leave its arrays alone. */
  replace(id: string, members: readonly Member[]): void {
    const gone = new Map(
      this.db.rows<[string, string | number]>(SELECT, [id]).map((member) => [keyOf(member), member]),
    );
    for (const member of members) {
      const isThere = gone.delete(keyOf(member));
      if (!isThere) this.db.run(INSERT, [id, ...member]);
    }
    for (const member of gone.values()) this.db.run(DELETE, [id, ...member]);
  }
}

const keyOf = ([field, value]: Member): string => JSON.stringify([field, value]);
