import { position, type Position } from '#kernel';
import type { Connection, Statement } from '#embedded';
import type { CheckedAppend } from '../check.js';
import { WrongExpectedRevision } from '../errors.js';
import type { Appended } from '../port.js';
import { NO_STREAM, type LastRevisions } from './last-revisions.js';

/** Writes single appends; `begin`, any number of `write` and `committed` stand around one write transaction. */
export class AppendWriter {
  readonly #last: LastRevisions;
  readonly #insert: Statement;
  readonly #at: Statement;
  readonly #unplaced: Statement;

  constructor(db: Connection, last: LastRevisions) {
    this.#last = last;
    this.#insert = db.prepare(
      'INSERT INTO events (stream, revision, type, id, unplaced, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#at = db
      .prepare('SELECT id, position FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?')
      .raw();
    this.#unplaced = db
      .prepare('SELECT revision, position FROM events WHERE stream = ? AND id = ? AND unplaced = 1')
      .raw();
  }

  begin(): void {
    this.#last.begin();
  }

  committed(): void {
    this.#last.committed();
  }

  /** A conflict is a value here, for it must not roll back the appends beside it. */
  write(append: CheckedAppend): Appended | WrongExpectedRevision {
    const { stream, events, expected } = append;
    const last = this.#last.of(stream);
    const conflict = (): WrongExpectedRevision =>
      new WrongExpectedRevision(stream, expected, last === NO_STREAM ? undefined : last);
    if (expected === 'any' || expected === 'exists') {
      const found = events.map(({ id }) => this.#unplacedEvent(stream, id));
      if (found.some((place) => place !== undefined)) return repeatOf(found) ?? conflict();
      if (expected === 'exists' && last === NO_STREAM) return conflict();
      return this.#insertAll(append, last + 1, 1);
    }
    const before = expected === 'no-stream' ? NO_STREAM : expected;
    if (last === before) return this.#insertAll(append, last + 1, null);
    return this.#repeatAt(append, before + 1) ?? conflict();
  }

  #insertAll({ stream, events }: CheckedAppend, first: number, unplaced: 1 | null): Appended {
    let revision = first - 1;
    let row: number | bigint = 0;
    for (const { type, id, data, metadata } of events) {
      revision += 1;
      row = this.#insert.run([stream, revision, type, id, unplaced, data, metadata]).lastInsertRowid;
    }
    this.#last.note(stream, revision);
    return { revision, position: positionOf(row) };
  }

  /** The original result when these very events stand where the append would have put them. */
  #repeatAt({ stream, events }: CheckedAppend, first: number): Appended | undefined {
    const rows = this.#at.all([stream, first, events.length]) as (readonly [string, number])[]; // as selected
    const last = rows[events.length - 1];
    if (last === undefined || !events.every(({ id }, index) => rows[index]?.[0] === id)) return undefined;
    return { revision: first + events.length - 1, position: positionOf(last[1]) };
  }

  #unplacedEvent(stream: string, id: string): Appended | undefined {
    const row = this.#unplaced.get([stream, id]) as readonly [number, number] | undefined; // as selected
    return row && { revision: row[0], position: positionOf(row[1]) };
  }
}

/** Exact: rows are numbered one by one, far below 2^53. */
const positionOf = (row: number | bigint): Position => position(BigInt(row));

/** The original result when the events were found one after another; undefined when some are missing or elsewhere. */
function repeatOf(found: readonly (Appended | undefined)[]): Appended | undefined {
  const first = found[0]?.revision;
  if (first === undefined) return undefined;
  return found.every((place, index) => place?.revision === first + index) ? found.at(-1) : undefined;
}
