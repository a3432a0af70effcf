import { describe, expect, it } from '@jest/globals';
import { distrust, sign, TOLERANCE_MS } from './signature.js';

const SECRET = 'a secret of more than thirty-two characters';
const NOW = Date.UTC(2026, 10, 24);
const signed = sign(SECRET, '{"a":1}', NOW);

describe('a signature', () => {
  it('is believed for the message that it was made for, in its time', () => {
    for (const off of [0, TOLERANCE_MS, -TOLERANCE_MS])
      expect(distrust(SECRET, '{"a":1}', signed, NOW + off)).toBeUndefined();
  });

  it.each([
    ['another message', '{"a":2}', signed],
    ['another time', '{"a":1}', { ...signed, timestamp: String(NOW + 1) }],
    ['another signature', '{"a":1}', sign('another secret', '{"a":1}', NOW)],
    ['half of it', '{"a":1}', { ...signed, signature: signed.signature.slice(0, 32) }],
    ['no signature', '{"a":1}', { ...signed, signature: '' }],
    ['what is no digest', '{"a":1}', { ...signed, signature: 'z'.repeat(64) }],
  ])('is not for %s', (_, message, given) => {
    expect(distrust(SECRET, message, given, NOW)).toBe('signature-invalid');
  });

  it('is not believed for ever, nor ahead of its time', () => {
    for (const off of [TOLERANCE_MS + 1, -TOLERANCE_MS - 1])
      expect(distrust(SECRET, '{"a":1}', signed, NOW + off)).toBe('timestamp-stale');
    const timeless = { ...sign(SECRET, '{"a":1}', Number.NaN) };
    expect(distrust(SECRET, '{"a":1}', timeless, NOW)).toBe('timestamp-stale');
  });
});
