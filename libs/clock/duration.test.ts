import { describe, expect, it } from '@jest/globals';
import { parseDuration } from './duration.js';

describe('parseDuration', () => {
  it.each([
    ['5d', 5 * 24 * 60 * 60 * 1000],
    ['36h', 36 * 60 * 60 * 1000],
    ['90m', 90 * 60 * 1000],
    ['45s', 45_000],
  ])('%s is %d milliseconds', (text, millis) => {
    expect(parseDuration(text)).toBe(millis);
  });

  it.each(['', '5', 'd', '0d', '-5d', '1.5h', '5 d', '5D', '5w', '5d12h', '9999999999d'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
  });
});
