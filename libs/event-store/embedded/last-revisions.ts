import { LRUCache } from 'lru-cache';
import type { Connection, Statement } from '#embedded';

/** Before the first event of a stream. */
export const NO_STREAM = -1;

const REMEMBERED = 10_000;

/**
 * The last revision of each stream, as it is within a write transaction. What this connection wrote is remembered for as long
 * as no other one wrote, for most appends go to streams that had one a moment ago.
 */
export class LastRevisions {
  readonly #dataVersion: () => number;
  readonly #select: Statement;
  readonly #known = new LRUCache<string, number>({ max: REMEMBERED });
  #version: number | undefined;
  #open = false;

  /** @param dataVersion differs from its last result when another connection wrote in between. */
  constructor(db: Connection, dataVersion: () => number) {
    this.#dataVersion = dataVersion;
    this.#select = db.prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1').raw();
  }

  /** To be called first in every write transaction, when nobody else can write any more. */
  begin(): void {
    const version = this.#dataVersion();
    const rolledBack = this.#open;
    if (rolledBack || version !== this.#version) this.#known.clear();
    this.#version = version;
    this.#open = true;
  }

  /** To be called when the transaction was committed; what is noted in one that was not is forgotten. */
  committed(): void {
    this.#open = false;
  }

  of(stream: string): number {
    return this.#known.get(stream) ?? this.#read(stream);
  }

  note(stream: string, revision: number): void {
    this.#known.set(stream, revision);
  }

  #read(stream: string): number {
    const row = this.#select.get([stream]) as readonly [number] | undefined; // as selected
    return row === undefined ? NO_STREAM : row[0];
  }
}
