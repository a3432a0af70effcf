/**
 * Keeps secret keys apart from the events and is backed up apart from them: who destroys a key makes unreadable, or
 * unprovable, what was made with it, and breaks no hash chain by it.
 */
export interface KeyStore {
  /**
   * The key of that name; one that is missing is made by `make` and kept. Whoever asks at the same time, in this process
   * or another, gets the same key.
   *
   * @param name lower-case letters, digits and dashes.
   * @throws KeyStoreUnusable
   */
  obtain(name: string, make: () => Uint8Array): Promise<Uint8Array>;

  /** The key of that name, or undefined when there is none (any more). @throws KeyStoreUnusable */
  find(name: string): Promise<Uint8Array | undefined>;

  /** Removes the key for good. Repeatable. A later `obtain` makes another key. @throws KeyStoreUnusable */
  destroy(name: string): Promise<void>;

  /** Finishes what is under way; nothing may be asked afterwards. Repeatable. */
  close(): Promise<void>;
}

/** The keys cannot be read or written: missing rights, a full disk, a server that is not there. */
export class KeyStoreUnusable extends Error {
  override readonly name = 'KeyStoreUnusable';
}

const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** @throws RangeError when `name` is not one that every adapter can keep. */
export function checkKeyName(name: string): string {
  if (!NAME.test(name)) throw new RangeError(`"${name}" is not a key name`);
  return name;
}
