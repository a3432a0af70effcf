/** Content as it is kept: under what it is, so that the same content twice is one blob. */
export interface StoredBlob {
  /** Of the content, hexadecimal in lower case. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Keeps the content of documents: contracts, evidence. It knows no more of them than their bytes; what a blob is, whose it is and that
 * it is at all is said by facts in the event store, which come after it. A blob that no fact names is an orphan, and is removed
 * once it is old enough.
 *
 * Every method throws BlobStoreUnusable when the store cannot be reached, is out of room or is closed.
 */
export interface BlobStore {
  /**
   * Takes content in as it comes, a piece at a time, and hashes it on the way. It is durable when this resolves, whole or not at all. Content that is
   * there already stays one blob and is as young as if it were new, so that it is nobody's orphan before its fact is recorded.
   *
   * @throws BlobTooLarge as soon as there are more than `maxBytes`, and what `content` throws; nothing is kept then.
   */
  put(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob>;

  /** @throws RangeError when `sha256` is not one. */
  find(sha256: string): Promise<StoredBlob | undefined>;

  /**
   * The content, as much at a time as the reader takes. It is hashed on the way, and its end is given only when it is what was put in.
   *
   * @throws NoSuchBlob before the first byte; BlobDamaged before the last; RangeError when `sha256` is not one.
   */
  read(sha256: string): AsyncIterable<Uint8Array>;

  /** The hashes of what was last put in before a moment of the machine's clock, in batches. What comes or goes meanwhile may be missing. */
  putBefore(moment: Date): AsyncIterable<readonly string[]>;

  /**
   * Removes a blob, unless it was put in again at or after `moment`: then its fact is on the way. Repeatable.
   *
   * @returns whether it was removed.
   */
  removeIfPutBefore(sha256: string, moment: Date): Promise<boolean>;

  /** Clears away what calls that never came to their end have left, if they began before `moment`. @returns how many. */
  clearDrafts(moment: Date): Promise<number>;

  /** Finishes what is under way; nothing may be asked afterwards. Repeatable. */
  close(): Promise<void>;
}

/** The blobs cannot be read or written: missing rights, a full disk, a server that is not there. */
export class BlobStoreUnusable extends Error {
  override readonly name = 'BlobStoreUnusable';
}

/** More content came than may be. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge';

  constructor(readonly maxBytes: number) {
    super(`there are more than ${maxBytes} bytes`);
  }
}

export class NoSuchBlob extends Error {
  override readonly name = 'NoSuchBlob';

  constructor(readonly sha256: string) {
    super(`there is no blob ${sha256}`);
  }
}

/** What is stored is not what was put in. */
export class BlobDamaged extends Error {
  override readonly name = 'BlobDamaged';

  constructor(readonly sha256: string) {
    super(`the content of blob ${sha256} is not what was put in`);
  }
}

const SHA256 = /^[0-9a-f]{64}$/;

/** @throws RangeError when `sha256` is not one: it becomes part of paths. */
export function checkSha256(sha256: string): string {
  if (!SHA256.test(sha256)) throw new RangeError(`"${sha256}" is not a SHA-256`);
  return sha256;
}
