import { position, START, type Position } from '#kernel';
import { isDocumentId } from '../document-id.js';
import { decodeDocument } from '../document-json.js';
import type {
  Commit,
  Generation,
  GenerationInfo,
  Page,
  ParkedKey,
  Query,
  ReadModel,
  StoredDocument,
  WriteResult,
} from '../port.js';
import { planConditions, planQuery } from '../query-plan.js';
import { countRows, findRows } from './find.js';
import type { GenerationWriter } from './generation-writer.js';
import type { StoreDatabase } from './store-database.js';

type Row = readonly [id: string, position: bigint, doc: string | null];

const SCAN_BATCH = 500;

/** Finding each id from a list spares a call into the engine per document. */
const GET_MANY = `
  SELECT wanted.key, documents.id, documents.position, documents.doc
  FROM json_each(?) AS wanted CROSS JOIN documents ON documents.id = wanted.value`.trim();

/** One generation of a read model in a file of its own. */
export class EmbeddedGeneration<Doc extends object> implements Generation<Doc> {
  constructor(
    readonly info: GenerationInfo,
    private readonly model: ReadModel,
    private readonly db: StoreDatabase,
    private readonly writer: GenerationWriter,
  ) {}

  async get(id: string): Promise<StoredDocument<Doc> | undefined> {
    if (!isDocumentId(id)) return undefined; // bound as it is, a lone surrogate would be taken for U+FFFD
    const sql = 'SELECT id, position, doc FROM documents WHERE id = ?';
    const row = await this.db.readOne(() => this.db.row<Row>(sql, [id]));
    return row && stored<Doc>(row);
  }

  async getMany(ids: readonly string[]): Promise<readonly (StoredDocument<Doc> | undefined)[]> {
    const found = new Array<StoredDocument<Doc> | undefined>(ids.length).fill(undefined);
    const wanted = JSON.stringify(ids);
    const rows = await this.db.readOne(() => this.db.rows<[bigint, ...Row]>(GET_MANY, [wanted]));
    for (const [key, ...row] of rows) found[Number(key)] = stored<Doc>(row);
    return found;
  }

  async find(query: Query): Promise<Page<Doc>> {
    const plan = planQuery(this.model, query);
    const rows = await this.db.read(() => findRows(this.db, plan));
    const documents = rows
      .slice(0, plan.limit)
      .map(([id, at, doc]) => ({ id, position: position(at), doc: decodeDocument(doc) as Doc }));
    const last = documents.at(-1);
    if (rows.length <= plan.limit || last === undefined) return { documents };
    return { documents, next: plan.cursorAfter(last.id, last.doc) };
  }

  async count(where?: Query['where']): Promise<number> {
    const conditions = planConditions(this.model, where);
    return this.db.readOne(() => countRows(this.db, conditions));
  }

  async *scan(): AsyncGenerator<readonly StoredDocument<Doc>[]> {
    const sql = 'SELECT id, position, doc FROM documents WHERE id > ? ORDER BY id LIMIT ?';
    let after = ''; // before every id
    for (;;) {
      const from = after;
      const rows = await this.db.readOne(() => this.db.rows<Row>(sql, [from, SCAN_BATCH]));
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(stored<Doc>);
      [after] = last;
    }
  }

  async parked(): Promise<readonly StoredDocument<ParkedKey>[]> {
    const sql = 'SELECT id, position, doc FROM parked WHERE doc IS NOT NULL ORDER BY id';
    return (await this.db.readOne(() => this.db.rows<Row>(sql))).map(stored<ParkedKey>);
  }

  checkpoint(): Promise<Position> {
    return this.db.readOne(() => checkpointOf(this.db));
  }

  commit(commit: Commit<Doc>): Promise<WriteResult> {
    return this.writer.commit(commit);
  }
}

/** How far the generation in this file has digested. Inside `db.read` or `db.readOne`. */
export function checkpointOf(db: StoreDatabase): Position {
  const row = db.row<[bigint]>('SELECT position FROM checkpoint');
  return row === undefined ? START : position(row[0]);
}

/** Under an id and a type stands what `commit` was given under them. */
const stored = <Doc>([id, at, doc]: Row): StoredDocument<Doc> => ({
  id,
  position: position(at),
  doc: doc === null ? null : (decodeDocument(doc) as Doc),
});
