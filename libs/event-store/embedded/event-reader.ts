import { LRUCache } from 'lru-cache';
import { position, START, type JsonObject, type Position } from '#kernel';
import type { Connection, Statement } from '#embedded';
import type { Step, StreamPage } from '../paging/pages.js';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS, type Direction, type StoredEvent } from '../port.js';
import { allOf, type Condition } from './filter.js';

/** Events that match a condition, in order of one column. */
export interface Range {
  readonly condition: Condition;
  readonly orderBy: 'position' | 'revision';
  readonly direction: Direction;
}

const COLUMNS = 'position, stream, revision, type, id, data, metadata';
type Row = readonly [
  position: number, // exact: rows are numbered one by one, far below 2^53
  stream: string,
  revision: number,
  type: string,
  id: string,
  data: string,
  metadata: string,
];
const BYTES = 'octet_length(data) + octet_length(metadata) + octet_length(type)';

/** How many events a step looks at when a filter may drop all of them: about 5 ms in which nothing else runs. */
const MAX_SCANNED = 5_000n;

const FIRST = 1n; // AUTOINCREMENT counts from here

/** Reads batches, each in one go: no cursor and no read transaction outlives a call. */
export class EventReader {
  readonly #db: Connection;
  readonly #head: Statement;
  /** By their text: there is one for each shape of a filter. */
  readonly #statements = new LRUCache<string, Statement>({ max: 100 });

  constructor(db: Connection) {
    this.#db = db;
    this.#head = db.prepare('SELECT max(position) FROM events').raw();
  }

  head(): Position {
    const [newest] = this.#head.get([]) as readonly [number | null]; // as selected
    return newest === null ? START : position(BigInt(newest));
  }

  /** @param from exclusive; undefined for the very start or, backward, the very end. */
  step(direction: Direction, from: Position | undefined, filter: Condition | undefined, limit: number): Step {
    return direction === 'forward' ? this.#forward(from ?? START, filter, limit) : this.#backward(from, filter, limit);
  }

  #forward(after: Position, filter: Condition | undefined, limit: number): Step {
    const head = this.head();
    if (after >= head) return { events: [], reached: after, atEnd: true };
    const furthest = filter === undefined ? head : lower(head, position(higher(after, 0n) + MAX_SCANNED));
    const within: Condition = { sql: 'position > ? AND position <= ?', parameters: [after, furthest] };
    const { events, complete } = this.range(
      { condition: filter ? allOf([within, filter]) : within, orderBy: 'position', direction: 'forward' },
      limit,
    );
    const reached = complete ? furthest : (events.at(-1)?.position ?? after);
    return { events, reached, atEnd: reached >= head };
  }

  #backward(before: Position | undefined, filter: Condition | undefined, limit: number): Step {
    const end = position(this.head() + 1n);
    const from = before === undefined ? end : lower(before, end);
    const furthest = filter === undefined ? FIRST : higher(from - MAX_SCANNED, FIRST);
    const within: Condition = { sql: 'position < ? AND position >= ?', parameters: [from, furthest] };
    const { events, complete } = this.range(
      { condition: filter ? allOf([within, filter]) : within, orderBy: 'position', direction: 'backward' },
      limit,
    );
    const reached = complete ? position(furthest) : (events.at(-1)?.position ?? from);
    return { events, reached, atEnd: reached <= FIRST };
  }

  /** The first events of a range: at most `limit`, and within the bounds of a batch. */
  range(range: Range, limit: number): StreamPage {
    // What other processes append while a page is counted and loaded comes after it forward, but first of all backward.
    if (range.direction === 'forward') return this.#page(range, limit);
    this.#db.exec('BEGIN');
    try {
      return this.#page(range, limit);
    } finally {
      this.#db.exec('COMMIT');
    }
  }

  #page(range: Range, limit: number): StreamPage {
    const atMost = Math.min(limit, MAX_BATCH_EVENTS);
    const { parameters } = range.condition;
    // A thousand events can be a gigabyte, so their sizes are summed up before any of them is loaded.
    const [count, bytes] = this.#prepared(
      `SELECT count(*), total(bytes) FROM (${select(`${BYTES} AS bytes`, range)})`,
    ).get([...parameters, atMost]) as readonly [number, number]; // as selected
    if (count === 0) return { events: [], complete: true };
    const fitting = bytes <= MAX_BATCH_BYTES ? count : this.#countFitting(range, count);
    const rows = this.#prepared(select(COLUMNS, range)).all([...parameters, fitting]) as Row[]; // as selected
    return { events: rows.map(eventOf), complete: fitting === count && count < atMost };
  }

  /** How many of the first events fit into a batch together; one at least. */
  #countFitting(range: Range, count: number): number {
    const sizes = this.#prepared(select(BYTES, range)).all([...range.condition.parameters, count]) as [number][]; // as selected
    let bytes = 0;
    const tooMany = sizes.findIndex(([size]) => (bytes += size) > MAX_BATCH_BYTES);
    return tooMany === -1 ? count : Math.max(tooMany, 1);
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql).raw();
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** The condition of one stream from a revision on, inclusive; undefined for the first or, backward, the last. */
export function streamRange(stream: string, direction: Direction, from: number | undefined): Range {
  const ofStream: Condition = { sql: 'stream = ?', parameters: [stream] };
  const bound = direction === 'forward' ? 'revision >= ?' : 'revision <= ?';
  const condition = from === undefined ? ofStream : allOf([ofStream, { sql: bound, parameters: [from] }]);
  return { condition, orderBy: 'revision', direction };
}

const select = (columns: string, { condition, orderBy, direction }: Range): string =>
  `SELECT ${columns} FROM events WHERE ${condition.sql} ORDER BY ${orderBy} ${direction === 'forward' ? 'ASC' : 'DESC'} LIMIT ?`;

const eventOf = ([at, stream, revision, type, id, data, metadata]: Row): StoredEvent => ({
  id,
  type,
  data: JSON.parse(data) as JsonObject, // checked when it was appended
  metadata: JSON.parse(metadata) as JsonObject,
  stream,
  revision,
  position: position(BigInt(at)),
});

const lower = (a: Position, b: Position): Position => (a < b ? a : b);
const higher = (a: bigint, b: bigint): bigint => (a > b ? a : b);
