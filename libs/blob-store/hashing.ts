import { createHash } from 'node:crypto';
import { BlobDamaged, BlobTooLarge, type StoredBlob } from './port.js';

/** Content on its way in: passes its pieces on, and knows when they are through what they were. */
export class Measured implements AsyncIterable<Uint8Array> {
  readonly #hash = createHash('sha256');
  #size = 0;
  #isThrough = false;

  constructor(
    private readonly content: AsyncIterable<Uint8Array>,
    private readonly maxBytes: number,
  ) {}

  /** @throws BlobTooLarge from the piece on that is too much. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for await (const piece of this.content) {
      this.#size += piece.byteLength;
      if (this.#size > this.maxBytes) throw new BlobTooLarge(this.maxBytes);
      this.#hash.update(piece);
      yield piece;
    }
    this.#isThrough = true;
  }

  /** What it was; to be asked once, when all of it is through. */
  result(): StoredBlob {
    if (!this.#isThrough) throw new Error('the content is not through');
    return { sha256: this.#hash.digest('hex'), size: this.#size };
  }
}

/** Content on its way out. The last piece is held back until the whole is known to be what was put in. @throws BlobDamaged */
export async function* verified(
  sha256: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  let last: Uint8Array | undefined;
  for await (const piece of content) {
    hash.update(piece);
    if (last !== undefined) yield last;
    last = piece;
  }
  if (hash.digest('hex') !== sha256) throw new BlobDamaged(sha256);
  if (last !== undefined) yield last;
}
