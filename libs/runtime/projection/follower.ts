import type { Position, Projection, RecordedEvent } from '#kernel';
import { InvalidDocument, type Generation, type GenerationInfo, type ParkedKey } from '#read-store';
import { Fold, keysOf } from './fold.js';
import { listParked } from './parked.js';

/** More keys than this cannot be digested: something is wrong with the projection, not with a few events. */
export class TooManyParkedKeys extends Error {
  override readonly name = 'TooManyParkedKeys';
}

/** Keeps one generation of one read model up with the events. */
export class Follower<Doc extends object = object> {
  readonly #projection: Projection<Doc>;
  readonly #generation: Generation<Doc>;
  readonly #types: ReadonlySet<string>;
  readonly #maxParked: number;
  #position: Position;

  private constructor(
    projection: Projection<Doc>,
    generation: Generation<Doc>,
    checkpoint: Position,
    maxParked: number,
  ) {
    this.#projection = projection;
    this.#generation = generation;
    this.#types = new Set(projection.types);
    this.#position = checkpoint;
    this.#maxParked = maxParked;
  }

  static async of<Doc extends object>(
    projection: Projection<Doc>,
    generation: Generation<Doc>,
    maxParked: number,
  ): Promise<Follower<Doc>> {
    return new Follower(projection, generation, await generation.checkpoint(), maxParked);
  }

  get info(): GenerationInfo {
    return this.#generation.info;
  }

  /** Every event up to here is in the generation. */
  get position(): Position {
    return this.#position;
  }

  /**
   * Digests the events after `position`; everything between `position` and `upTo` must be among them.
   *
   * @throws TooManyParkedKeys before anything of the batch is written, and what the read store throws.
   */
  async digest(events: readonly RecordedEvent[], upTo: Position): Promise<void> {
    if (upTo <= this.#position) return;
    const mine = events.filter(({ type, position }) => position > this.#position && this.#types.has(type));
    if (mine.length === 0) await this.#generation.commit({ checkpoint: upTo });
    else await this.#fold(mine, upTo);
    this.#position = upTo;
  }

  async #fold(events: readonly RecordedEvent[], upTo: Position): Promise<void> {
    const keyed = keysOf(this.#projection, events);
    const ids = [...new Set(keyed.flatMap(({ keys }) => keys))];
    const [stored, parked] = await Promise.all([this.#generation.getMany(ids), this.#parked()]);
    // A document that the store does not take parks its key, and the batch is folded again without it.
    const unfit = new Map<string, string>();
    for (;;) {
      const fold = new Fold(this.#projection, unfit);
      ids.forEach((id, index) => fold.load(id, stored[index], parked.get(id)));
      for (const each of keyed) fold.digest(each);
      const folded = fold.result();
      await this.#checkRoom(folded.parked.flatMap(({ id, doc }) => (doc === null ? [] : [id])));
      try {
        await this.#generation.commit({ ...folded, checkpoint: upTo });
        return;
      } catch (error) {
        if (!(error instanceof InvalidDocument) || unfit.has(error.id)) throw error;
        unfit.set(error.id, error.message);
      }
    }
  }

  async #checkRoom(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const waiting = new Set((await listParked(this.#generation)).map(({ key }) => key));
    const added = ids.filter((id) => !waiting.has(id)).length;
    if (added > 0 && waiting.size + added > this.#maxParked)
      throw new TooManyParkedKeys(`${this.info.model}: more than ${this.#maxParked} keys cannot be digested`);
  }

  async #parked(): Promise<Map<string, ParkedKey>> {
    const parked = new Map<string, ParkedKey>();
    for (const { id, doc } of await this.#generation.parked()) if (doc !== null) parked.set(id, doc);
    return parked;
  }
}
