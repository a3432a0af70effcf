import { position, type Position } from '#kernel';
import type { Connection, Statement } from '#embedded';
import type { CheckedAppend, SerialisedEvent } from '../check.js';
import { WrongExpectedRevision } from '../errors.js';
import type { Appended } from '../port.js';

const NO_STREAM = -1;

const COLUMNS = '(stream, revision, type, id, unplaced, data, metadata)';

/** Writes single appends; each call stands inside a write transaction that the caller begins and commits. */
export class AppendWriter {
  readonly #insertAfter: Statement;
  readonly #insert: Statement;
  readonly #last: Statement;
  readonly #at: Statement;
  readonly #unplaced: Statement;

  constructor(db: Connection) {
    // The check of the expected revision and the insert in one call, which is what most appends are: a stream that is
    // elsewhere gives NULL for the new revision, and OR IGNORE makes no row of that.
    this.#insertAfter = db.prepare(
      `INSERT OR IGNORE INTO events ${COLUMNS} VALUES (?1, CASE WHEN (SELECT max(revision) FROM events WHERE stream = ?1) IS ?2
        THEN ifnull(?2, ${NO_STREAM}) + 1 END, ?3, ?4, NULL, ?5, ?6)`,
    );
    this.#insert = db.prepare(`INSERT INTO events ${COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?)`);
    this.#last = db.prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1').raw();
    this.#at = db
      .prepare('SELECT id, position FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?')
      .raw();
    this.#unplaced = db
      .prepare('SELECT revision, position FROM events WHERE stream = ? AND id = ? AND unplaced = 1')
      .raw();
  }

  /** A conflict is a value here, for it must not roll back the appends beside it. */
  write(append: CheckedAppend): Appended | WrongExpectedRevision {
    const { expected } = append;
    if (expected === 'any' || expected === 'exists') return this.#writeAtEnd(append, expected);
    return this.#writeAfter(append, expected === 'no-stream' ? NO_STREAM : expected);
  }

  #writeAfter(append: CheckedAppend, before: number): Appended | WrongExpectedRevision {
    const { stream, events } = append;
    const [{ type, id, data, metadata }, ...others] = events;
    const known = before === NO_STREAM ? null : before;
    const { changes, lastInsertRowid } = this.#insertAfter.run([stream, known, type, id, data, metadata]);
    if (changes === 0) return this.#repeatAt(append, before + 1) ?? conflict(append, this.#lastRevision(stream));
    const first = { revision: before + 1, position: positionOf(lastInsertRowid) };
    return others.length === 0 ? first : this.#insertAll(stream, others, first.revision + 1, null);
  }

  #writeAtEnd(append: CheckedAppend, expected: 'any' | 'exists'): Appended | WrongExpectedRevision {
    const { stream, events } = append;
    const last = this.#lastRevision(stream);
    const found = events.map(({ id }) => this.#unplacedEvent(stream, id));
    if (found.some((place) => place !== undefined)) return repeatOf(found) ?? conflict(append, last);
    if (expected === 'exists' && last === NO_STREAM) return conflict(append, last);
    return this.#insertAll(stream, events, last + 1, 1);
  }

  #insertAll(stream: string, events: readonly SerialisedEvent[], first: number, unplaced: 1 | null): Appended {
    let revision = first - 1;
    let row: number | bigint = 0;
    for (const { type, id, data, metadata } of events) {
      revision += 1;
      row = this.#insert.run([stream, revision, type, id, unplaced, data, metadata]).lastInsertRowid;
    }
    return { revision, position: positionOf(row) };
  }

  #lastRevision(stream: string): number {
    const row = this.#last.get([stream]) as readonly [number] | undefined; // as selected
    return row === undefined ? NO_STREAM : row[0];
  }

  /** The original result when these very events stand where the append would have put them. */
  #repeatAt({ stream, events }: CheckedAppend, first: number): Appended | undefined {
    const rows = this.#at.all([stream, first, events.length]) as (readonly [string, number])[]; // as selected
    const last = rows.at(-1);
    if (last === undefined || rows.length < events.length) return undefined;
    if (!events.every(({ id }, index) => rows[index]?.[0] === id)) return undefined;
    return { revision: first + events.length - 1, position: positionOf(last[1]) };
  }

  #unplacedEvent(stream: string, id: string): Appended | undefined {
    const row = this.#unplaced.get([stream, id]) as readonly [number, number] | undefined; // as selected
    return row && { revision: row[0], position: positionOf(row[1]) };
  }
}

/** Exact: rows are numbered one by one, far below 2^53. */
const positionOf = (row: number | bigint): Position => position(BigInt(row));

const conflict = ({ stream, expected }: CheckedAppend, last: number): WrongExpectedRevision =>
  new WrongExpectedRevision(stream, expected, last === NO_STREAM ? undefined : last);

/** The original result when the events were found one after another; undefined when some are missing or elsewhere. */
function repeatOf(found: readonly (Appended | undefined)[]): Appended | undefined {
  const first = found[0]?.revision;
  if (first === undefined) return undefined;
  return found.every((place, index) => place?.revision === first + index) ? found.at(-1) : undefined;
}
