import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  currency,
  fromData,
  fromText,
  isEqual,
  isLess,
  isPositive,
  maxOf,
  minOf,
  money,
  parseDecimal,
  remainderOf,
  roundToMoney,
  subtract,
  toData,
  toText,
  zero,
} from './index.js';

const USD = currency('USD');
const usd = (minor: bigint) => money(minor, USD);

describe('money as text', () => {
  it.each<[string, string, bigint]>([
    ['1500.00', 'USD', 150_000n],
    ['0.05', 'USD', 5n],
    ['-0.05', 'USD', -5n],
    ['1500', 'JPY', 1_500n],
    ['1.234', 'KWD', 1_234n],
    ['90071992547409.93', 'USD', 9_007_199_254_740_993n],
  ])('%s %s', (amount, code, minor) => {
    expect(fromText({ amount, currency: code })).toStrictEqual(money(minor, code));
    expect(toText(money(minor, code))).toStrictEqual({ amount, currency: code });
  });

  it.each(['1500', '1500.0', '01500.00'])('%s dollars are 1500.00', (amount) => {
    expect(toText(fromText({ amount, currency: 'USD' })).amount).toBe('1500.00');
  });

  it.each([
    ['1.005', 'USD'],
    ['0.5', 'JPY'],
    ['1.0001', 'KWD'],
  ])('%s %s is never rounded silently', (amount, code) => {
    expect(() => fromText({ amount, currency: code })).toThrow(`${amount} has more decimals than ${code}`);
  });

  it.each(['usd', 'US', 'DOLLAR', '', '$', 'USD\n'])('%j is no currency', (code) => {
    expect(() => fromText({ amount: '1.00', currency: code })).toThrow(RangeError);
    expect(() => money(1n, code)).toThrow(RangeError);
  });

  it('survives both ways out and back', () => {
    const any = fc.tuple(fc.bigInt(), fc.constantFrom('USD', 'JPY', 'KWD')).map(([minor, code]) => money(minor, code));
    fc.assert(
      fc.property(any, (amount) => {
        expect(fromText(toText(amount))).toStrictEqual(amount);
        expect(fromData(toData(amount))).toStrictEqual(amount);
        expect(fromData(JSON.parse(JSON.stringify(toData(amount))) as ReturnType<typeof toData>)).toStrictEqual(amount);
      }),
    );
  });
});

describe('calculating with money', () => {
  it('rounds half to even, in the currency’s own minor unit', () => {
    expect(roundToMoney(parseDecimal('0.125'), USD)).toStrictEqual(usd(12n));
    expect(roundToMoney(parseDecimal('0.135'), USD)).toStrictEqual(usd(14n));
    expect(roundToMoney(parseDecimal('-0.125'), USD)).toStrictEqual(usd(-12n));
    expect(roundToMoney(parseDecimal('2.5'), currency('JPY'))).toStrictEqual(money(2n, 'JPY'));
    expect(roundToMoney(parseDecimal('7'), USD)).toStrictEqual(usd(700n));
  });

  it('adds, takes away and compares', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (x, y) => {
        const [a, b] = [usd(x), usd(y)];
        expect(subtract(add(a, b), b)).toStrictEqual(a);
        expect(add(minOf(a, b), maxOf(a, b))).toStrictEqual(add(a, b));
        expect(isLess(a, b)).toBe(x < y);
        expect(isEqual(a, b)).toBe(x === y);
        expect(isPositive(a)).toBe(x > 0n);
        expect(remainderOf(a, b)).toStrictEqual(usd(x > y ? x - y : 0n));
      }),
    );
  });

  it('never mixes currencies', () => {
    const yen = money(1n, 'JPY');
    for (const calculate of [add, subtract, minOf, maxOf, isLess, remainderOf])
      expect(() => calculate(usd(1n), yen)).toThrow('USD and JPY do not mix');
    expect(isEqual(zero(USD), zero(currency('JPY')))).toBe(false);
  });
});
