import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeyStore } from '#key-store';
import { SubjectKey } from './subject-key.js';

const SECRET_BYTES = 32;
const MOST_KEPT = 10_000;

/** How long a process goes on with a key that another one has destroyed. */
const KEPT_MS = 60_000;

/** The keys of data subjects, each made when the first value about its subject is written. */
export class SubjectKeys {
  readonly #keyStore: KeyStore;
  readonly #kept = new LRUCache<string, Promise<SubjectKey | undefined>>({ max: MOST_KEPT, ttl: KEPT_MS });

  constructor(keyStore: KeyStore) {
    this.#keyStore = keyStore;
  }

  /** To seal with; made where there is none. @throws KeyStoreUnusable */
  async obtain(subject: string): Promise<SubjectKey> {
    const kept = await this.#kept.get(subject);
    if (kept !== undefined) return kept;
    const obtained = this.#keyStore.obtain(nameOf(subject), () => new Uint8Array(randomBytes(SECRET_BYTES)));
    const key = obtained.then((secret) => new SubjectKey(subject, secret));
    return this.#keep(subject, key);
  }

  /** To open with; undefined when there is none any more. @throws KeyStoreUnusable */
  find(subject: string): Promise<SubjectKey | undefined> {
    const kept = this.#kept.get(subject);
    if (kept !== undefined) return kept;
    const found = this.#keyStore.find(nameOf(subject));
    return this.#keep(
      subject,
      found.then((secret) => secret && new SubjectKey(subject, secret)),
    );
  }

  /** What was sealed for the subject can never be opened again. Repeatable. @throws KeyStoreUnusable */
  async destroy(subject: string): Promise<void> {
    await this.#keyStore.destroy(nameOf(subject));
    this.#kept.delete(subject);
  }

  #keep<Key extends SubjectKey | undefined>(subject: string, key: Promise<Key>): Promise<Key> {
    this.#kept.set(subject, key);
    // What could not be read is asked for again.
    key.catch(() => this.#kept.get(subject) === key && this.#kept.delete(subject));
    return key;
  }
}

/** Subjects are people's and organisations' ids of any form; the names of keys have one, and tell nobody whose they are. */
const nameOf = (subject: string): string => `subject-${createHash('sha256').update(subject).digest('hex')}`;
