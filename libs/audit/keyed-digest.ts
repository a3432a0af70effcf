import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * HMAC-SHA-256 (RFC 2104) under a key's hexadecimal text.
 *
 * Made of two one-shot hashes: for texts of some hundred characters the engine's own object takes two and a half times as
 * long (docs/performance.md), and every command needs one.
 *
 * @param key 32 bytes. Their text of 64 characters fills a block exactly, and padding it gives text again, in which one string can be hashed.
 * @returns the digest of a text, hexadecimal. @throws RangeError for a key of another length.
 */
export function keyedDigest(key: Uint8Array): (text: string) => string {
  if (key.length * 2 !== BLOCK_BYTES) throw new RangeError(`the key has ${key.length} bytes, not ${BLOCK_BYTES / 2}`);
  const block = Buffer.from(Buffer.from(key).toString('hex'), 'latin1');
  const inner = Buffer.from(block.map((byte) => byte ^ 0x36)).toString('latin1');
  const outer = Buffer.concat([block.map((byte) => byte ^ 0x5c), Buffer.alloc(DIGEST_BYTES)]);
  return (text) => {
    outer.write(hash('sha256', inner + text, 'binary'), BLOCK_BYTES, 'binary');
    return hash('sha256', outer, 'hex');
  };
}
