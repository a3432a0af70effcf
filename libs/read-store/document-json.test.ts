import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DocumentValue } from '#kernel';
import { decodeDocument, encodeDocument } from './document-json.js';

const roundTrip = (value: DocumentValue): DocumentValue => decodeDocument(encodeDocument(value));

// Strings that look like marked values, among ordinary and full-Unicode ones.
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string().map((rest) => `$${rest}`),
  fc.constantFrom(
    '$',
    '$$',
    '$n1',
    '$d2026-11-24T00:00:00.000Z',
    '$-0',
    '$x',
    '"$',
    '\\ud800',
    '\\\\ud800',
    '\u0000',
    '__proto__',
    'toJSON',
  ),
);
const leaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.date({ noInvalidDate: true }),
);
const { value: anyValue } = fc.letrec<{ value: DocumentValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

/** An object in an object, so many in all. */
const nested = (levels: number): DocumentValue => (levels === 0 ? 1 : { inner: nested(levels - 1) });

describe('document JSON', () => {
  it('gives back every document value exactly', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(roundTrip(value)).toStrictEqual(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps what equality does not see: the negative zero, the order of fields', () => {
    expect(Object.is(roundTrip(-0), -0)).toBe(true);
    expect(Object.keys(roundTrip({ b: 1n, a: 2n }) as object)).toEqual(['b', 'a']);
  });

  it.each(['{"__proto__":{"admin":true}}', '{"__proto__":{"admin":"$n1"}}'])(
    'keeps a field named __proto__: %s',
    (json) => {
      const copy = roundTrip(decodeDocument(json)) as object;
      expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
      expect(encodeDocument(copy)).toBe(json);
    },
  );

  it('takes 90 levels', () => {
    expect(roundTrip(nested(90))).toStrictEqual(nested(90));
    expect(roundTrip({ amount: 1n, deep: nested(89) })).toStrictEqual({ amount: 1n, deep: nested(89) });
  });

  it('leaves out fields that are undefined', () => {
    const value = roundTrip({ gone: undefined, amount: 1n, inner: { gone: undefined } });
    expect(Object.keys(value as object)).toEqual(['amount', 'inner']);
    expect(Object.keys(roundTrip({ gone: undefined, a: 1 }) as object)).toEqual(['a']);
  });

  it('is plain JSON that people can read, with no mark where none is needed', () => {
    expect(encodeDocument({ phase: 'completed', lines: [1, 2.5], next: null })).toBe(
      '{"phase":"completed","lines":[1,2.5],"next":null}',
    );
    expect(encodeDocument({ minor: 150_000n, at: new Date(0), fee: '$15' })).toBe(
      '{"minor":"$n150000","at":"$d1970-01-01T00:00:00.000Z","fee":"$$15"}',
    );
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', Number.POSITIVE_INFINITY],
    ['a bigint over 64 bits', 2n ** 63n],
    ['an invalid date', new Date(Number.NaN)],
    ['undefined in an array', [undefined]],
    ['a hole in an array', Array(1)],
    ['a Map', new Map()],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['half a surrogate pair', 'a\ud800'],
    ['its other half, after a backslash', '\\\udc00'],
    ['half a pair in the name of a field', { 'a\ud800': 1 }],
    ['more levels than 90', nested(90)],
  ])('refuses %s instead of storing something else', (_, value) => {
    expect(() => encodeDocument({ value })).toThrow(TypeError);
    expect(() => encodeDocument({ value: [{ value }] })).toThrow(TypeError);
  });

  it('refuses text that it did not write', () => {
    expect(() => decodeDocument('{"a":"$?"}')).toThrow(SyntaxError);
    expect(() => decodeDocument('{"a":')).toThrow(SyntaxError);
  });
});
