import { position } from '#kernel';
import type { Connection, Statement } from '#embedded';
import type { CheckedAppend, SerialisedEvent } from '../check.js';
import { WrongExpectedRevision } from '../errors.js';
import type { Appended } from '../port.js';

const NO_STREAM = -1;

/** Writes single appends; each call stands inside a write transaction that the caller begins and commits. */
export class AppendWriter {
  readonly #last: Statement;
  readonly #at: Statement;
  readonly #unplaced: Statement;
  readonly #insert: Statement;

  constructor(db: Connection) {
    this.#last = db.prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1').raw();
    this.#at = db
      .prepare('SELECT id, position FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?')
      .raw();
    this.#unplaced = db
      .prepare('SELECT revision, position FROM events WHERE stream = ? AND id = ? AND unplaced = 1')
      .raw();
    this.#insert = db.prepare(
      'INSERT INTO events (stream, revision, type, id, unplaced, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** A conflict is a value here, for it must not roll back the appends beside it. */
  write(append: CheckedAppend): Appended | WrongExpectedRevision {
    const { stream, events, expected } = append;
    const last = this.#lastRevision(stream);
    const conflict = (): WrongExpectedRevision =>
      new WrongExpectedRevision(stream, expected, last === NO_STREAM ? undefined : last);
    if (expected === 'any' || expected === 'exists') {
      const found = events.map(({ id }) => this.#unplacedEvent(stream, id));
      if (found.some((place) => place !== undefined)) return repeatOf(found) ?? conflict();
      if (expected === 'exists' && last === NO_STREAM) return conflict();
      return this.#write(append, last + 1, true);
    }
    const before = expected === 'no-stream' ? NO_STREAM : expected;
    if (last === before) return this.#write(append, last + 1, false);
    return this.#repeatAt(append, before + 1) ?? conflict();
  }

  #write({ stream, events }: CheckedAppend, first: number, unplaced: boolean): Appended {
    const mark = unplaced ? 1 : null;
    let revision = first - 1;
    let row: number | bigint = 0;
    for (const event of events) row = this.#insertRow(stream, ++revision, event, mark);
    return { revision, position: position(BigInt(row)) };
  }

  #insertRow(stream: string, revision: number, event: SerialisedEvent, mark: 1 | null): number | bigint {
    const { type, id, data, metadata } = event;
    return this.#insert.run([stream, revision, type, id, mark, data, metadata]).lastInsertRowid;
  }

  #lastRevision(stream: string): number {
    const row = this.#last.get([stream]) as readonly [number] | undefined; // as selected
    return row === undefined ? NO_STREAM : row[0];
  }

  /** The original result when these very events stand where the append would have put them. */
  #repeatAt({ stream, events }: CheckedAppend, first: number): Appended | undefined {
    const rows = this.#at.all([stream, first, events.length]) as (readonly [id: string, position: number])[]; // as selected
    const last = rows.at(-1);
    if (last === undefined || rows.length < events.length) return undefined;
    if (!events.every(({ id }, index) => rows[index]?.[0] === id)) return undefined;
    return { revision: first + events.length - 1, position: position(BigInt(last[1])) };
  }

  #unplacedEvent(stream: string, id: string): Appended | undefined {
    const row = this.#unplaced.get([stream, id]) as readonly [number, number] | undefined; // as selected
    return row && { revision: row[0], position: position(BigInt(row[1])) };
  }
}

/** The original result when the events were found one after another; undefined when some are missing or stand elsewhere. */
function repeatOf(found: readonly (Appended | undefined)[]): Appended | undefined {
  const first = found[0]?.revision;
  if (first === undefined) return undefined;
  return found.every((place, index) => place?.revision === first + index) ? found.at(-1) : undefined;
}
