import { LRUCache } from 'lru-cache';
import type { Connection, Statement } from '#embedded';

/** Before the first event of a stream. */
export const NO_STREAM = -1;

const REMEMBERED = 10_000;

/**
 * The last revision of each stream. What this connection wrote is remembered for as long as no other one wrote, for most
 * appends go to streams that had one a moment ago, and most reads of a stream's tail find that there is none.
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
    this.#forgetWhatOthersChanged();
    this.#open = true;
  }

  /** To be called when the transaction was committed; what is noted in one that was not is forgotten. */
  committed(): void {
    this.#open = false;
  }

  /** Within a write transaction. */
  of(stream: string): number {
    return this.#known.get(stream) ?? this.#read(stream);
  }

  /** Within a write transaction. */
  note(stream: string, revision: number): void {
    this.#known.set(stream, revision);
  }

  /** Outside of one: whether it is known that the stream has no event from `revision` on. */
  isBelow(stream: string, revision: number): boolean {
    this.#forgetWhatOthersChanged();
    const last = this.#known.get(stream);
    return last !== undefined && last < revision;
  }

  #forgetWhatOthersChanged(): void {
    const version = this.#dataVersion();
    const rolledBack = this.#open;
    if (rolledBack || version !== this.#version) this.#known.clear();
    this.#version = version;
    this.#open = false;
  }

  #read(stream: string): number {
    const row = this.#select.get([stream]) as readonly [number] | undefined; // as selected
    return row === undefined ? NO_STREAM : row[0];
  }
}
