import { START, type Position } from '#kernel';
import { MAX_BATCH_EVENTS } from '../port.js';
import type { PageReader } from './page-reader.js';

/**
 * Where the newest event stands that is not the server's own. Going back to it from the end may be a long way, past statistics
 * and links, so it is gone once: what was passed then is not looked at again.
 */
export class Head {
  readonly #reader: PageReader;
  #end: Position = START;
  #newest: Position = START;

  constructor(reader: PageReader) {
    this.#reader = reader;
  }

  /** START when there is none. @throws StoreUnavailable, NotPermitted */
  async position(): Promise<Position> {
    const end = await this.#reader.end();
    if (end === this.#end) return this.#newest;
    const known = end > this.#end ? this.#end : START; // a server that was put back to a copy has no more what was known
    this.#newest = (await this.#newestAfter(known)) ?? (known === START ? START : this.#newest);
    this.#end = end;
    return this.#newest;
  }

  async #newestAfter(known: Position): Promise<Position | undefined> {
    for (let from: Position | undefined; ;) {
      const limit = from === undefined ? 1 : MAX_BATCH_EVENTS; // mostly the first that it looks at is the one
      const { events, reached, atEnd } = await this.#reader.ofAll('backward', from, undefined, limit);
      const newest = events.at(0)?.position;
      if (newest !== undefined || atEnd || reached <= known) return newest;
      from = reached;
    }
  }
}
