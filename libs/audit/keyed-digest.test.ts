import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyedDigest } from './index.js';

describe('the keyed digest', () => {
  it('is HMAC-SHA-256 under the hexadecimal text of the key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string({ unit: 'grapheme' }), (key, text) => {
        const hex = Buffer.from(key).toString('hex');
        expect(keyedDigest(key)(text)).toBe(createHmac('sha256', hex).update(text).digest('hex'));
      }),
    );
  });

  it('keeps nothing of the text before', () => {
    const digest = keyedDigest(new Uint8Array(32).fill(7));
    const first = digest('a text');
    digest('another, and a longer one');
    expect(digest('a text')).toBe(first);
  });

  it('takes a key of 32 bytes only', () => {
    expect(() => keyedDigest(new Uint8Array(16))).toThrow(new RangeError('the key has 16 bytes, not 32'));
  });
});
