import { checkReadModel, declarationText } from '../declaration.js';
import { onDocument } from '../document-id.js';
import { decodeDocument } from '../document-json.js';
import type { ReadModel } from '../port.js';
import { columnsOf, quoted, type Column } from './columns.js';
import { MemberWriter } from './member-writer.js';
import { indexesOf, INDEX_NAMES } from './schema.js';
import type { StoreDatabase } from './store-database.js';

const DOCUMENTS_PER_STEP = 500;

/**
 * Makes a generation's file answer what the read model declares: a column and an index for each that it lacks, filled
 * from the stored documents. What was declared is recorded last; so a process that is killed here begins anew, and one
 * that finds its own declaration recorded has nothing to do.
 *
 * @throws UndeclaredField, RangeError as `checkReadModel`; InvalidDocument when a stored document has another type in a
 *   newly declared field: then the read model wants a new generation.
 */
export async function declareSchema(db: StoreDatabase, model: ReadModel): Promise<void> {
  checkReadModel(model);
  const text = declarationText(model.declaration);
  const recorded = await db.readOne(() => db.row<[string]>('SELECT text FROM declaration'));
  if (recorded?.[0] === text) return;

  const columns = columnsOf(model.declaration);
  await db.write(() => addColumns(db, columns));
  const members = new MemberWriter(db, model.declaration);
  for (let after: string | undefined = ''; after !== undefined;) after = await fillStep(db, columns, members, after);
  await db.write(() => {
    replaceIndexes(db, model);
    db.run('INSERT OR REPLACE INTO declaration (only, text) VALUES (1, ?)', [text]);
  });
}

function addColumns(db: StoreDatabase, columns: readonly Column[]): void {
  const present = new Set(db.rows<[string]>("SELECT name FROM pragma_table_info('documents')").map(([name]) => name));
  for (const { name, definition } of columns) {
    if (!present.has(name)) db.exec(`ALTER TABLE documents ADD COLUMN ${definition}`);
  }
}

/** Brings the declared fields of some documents up to date. @returns the last id, or undefined when all are done. */
async function fillStep(
  db: StoreDatabase,
  columns: readonly Column[],
  members: MemberWriter,
  after: string,
): Promise<string | undefined> {
  const update = `UPDATE documents SET ${columns.map(({ name }) => `${quoted(name)} = ?`).join(', ')} WHERE id = ?`;
  return db.write(() => {
    const rows = db.rows<[string, string]>(
      'SELECT id, doc FROM documents WHERE doc IS NOT NULL AND id > ? ORDER BY id LIMIT ?',
      [after, DOCUMENTS_PER_STEP],
    );
    for (const [id, text] of rows) {
      const doc = decodeDocument(text) as object; // what `commit` was given
      const values = onDocument(id, () => columns.map((column) => column.read(doc)));
      if (columns.length > 0) db.run(update, [...values, id]);
      members.replace(
        id,
        onDocument(id, () => members.membersOf(doc)),
      );
    }
    return rows.at(-1)?.[0];
  });
}

function replaceIndexes(db: StoreDatabase, model: ReadModel): void {
  const declared = indexesOf(model);
  const names = new Set(declared.map(({ name }) => name));
  for (const [name] of db.rows<[string]>(INDEX_NAMES)) {
    if (!names.has(name)) db.exec(`DROP INDEX ${quoted(name)}`);
  }
  for (const { definition } of declared) db.exec(definition);
}
