import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divideHalfEven, fromInteger, multiply, parseDecimal } from './index.js';

describe('a decimal number', () => {
  it.each([
    ['0', 0n, 0],
    ['45.5805', 455_805n, 4],
    ['-12.50', -1_250n, 2],
    ['.5', 5n, 1],
    ['-.005', -5n, 3],
    ['007', 7n, 0],
    ['123456789012345678901234567890.1', 1_234_567_890_123_456_789_012_345_678_901n, 1],
  ])('%s is read exactly', (text, units, scale) => {
    expect(parseDecimal(text)).toStrictEqual({ units, scale });
  });

  it.each(['', '-', '.', '5.', '+5', '1e3', '1,000', ' 1', '1 ', '0x10', 'NaN', '١', '1\n'])('%j is none', (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError);
  });

  it('multiplies without losing a digit', () => {
    expect(multiply(fromInteger(3), parseDecimal('45.5805'))).toStrictEqual({ units: 1_367_415n, scale: 4 });
  });
});

describe('division, half to even', () => {
  it.each<[bigint, bigint, bigint]>([
    [5n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 2n],
    [26n, 10n, 3n],
    [24n, 10n, 2n],
    [-5n, 10n, 0n],
    [-15n, 10n, -2n],
    [-25n, 10n, -2n],
    [-26n, 10n, -3n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-1n, 3n, 0n],
    [-2n, 3n, -1n],
  ])('%d / %d = %d', (dividend, divisor, quotient) => {
    expect(divideHalfEven(dividend, divisor)).toBe(quotient);
  });

  it('is the nearest integer, the even one of two, and the same on both sides of zero', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (dividend, divisor) => {
        const quotient = divideHalfEven(dividend, divisor);
        const twiceOff = 2n * (dividend - quotient * divisor);
        const distance = twiceOff < 0n ? -twiceOff : twiceOff;
        expect(distance <= divisor).toBe(true);
        if (distance === divisor) expect(quotient % 2n).toBe(0n);
        expect(divideHalfEven(-dividend, divisor)).toBe(-quotient);
      }),
    );
  });
});
