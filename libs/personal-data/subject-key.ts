import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { SealedValue } from '#kernel';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ID_BYTES = 6;

/** The secret of one data subject: what it has sealed is text to whoever has it, and noise to everybody else. */
export class SubjectKey {
  /** Tells this key from another one of the same subject, and nothing else. */
  readonly id: string;
  readonly #cipherKey: Buffer;
  readonly #nonceKey: Buffer;

  constructor(
    readonly subject: string,
    secret: Uint8Array,
  ) {
    const derived = (use: string, bytes: number): Buffer =>
      Buffer.from(hkdfSync('sha256', secret, subject, use, bytes));
    this.id = derived('id', ID_BYTES).toString('base64url');
    this.#cipherKey = derived('cipher', KEY_BYTES);
    this.#nonceKey = derived('nonce', KEY_BYTES);
  }

  /**
   * The nonce is made from the text and its place by a keyed function, so that the same command decided twice gives the same
   * event, and equal texts in two places do not look equal (a synthetic nonce, as in RFC 8452).
   *
   * @param place where the text will stand; the same text in the same place is sealed alike.
   */
  seal(text: string, place: string): SealedValue {
    const nonce = createHmac('sha256', this.#nonceKey).update(`${place.length}:${place}${text}`).digest();
    const cipher = createCipheriv(CIPHER, this.#cipherKey, nonce.subarray(0, NONCE_BYTES));
    const parts = [nonce.subarray(0, NONCE_BYTES), cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return { sealed: Buffer.concat(parts).toString('base64url'), subject: this.subject, key: this.id };
  }

  /** @throws Error when the value is not what this key has sealed: it was changed since. */
  open({ sealed }: SealedValue): string {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new RangeError('a sealed value is too short');
    const decipher = createDecipheriv(CIPHER, this.#cipherKey, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}
