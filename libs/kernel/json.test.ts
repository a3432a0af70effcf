import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, JsonText, textAt, TextsOfParts, type Json } from './index.js';

describe('canonical JSON', () => {
  it('is the example of RFC 8785, section 3.2', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by UTF-16 code units: the example of RFC 8785, section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const values = Object.values(JSON.parse(canonicalJson(value)) as object);
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
    expect(values).toHaveLength(7);
  });

  it.each<[string, Json, string]>([
    ['keys that look like integers', { '9': 1, '10': 2, a: 3 }, '{"10":2,"9":1,"a":3}'],
    ['integer-like keys after others', { b: 1, '2': 2, '10': 3, a: 4 }, '{"10":3,"2":2,"a":4,"b":1}'],
    ['the empty key', { b: 1, '': 2 }, '{"":2,"b":1}'],
    ['a capital before a small letter', { a: 1, B: 2 }, '{"B":2,"a":1}'],
    ['what is deep', [{ b: [{ d: 1, c: 2 }], a: {} }], '[{"a":{},"b":[{"c":2,"d":1}]}]'],
    ['integer-like keys, deep in ordered ones', { a: { '9': 1, '10': 2 } }, '{"a":{"10":2,"9":1}}'],
    ['members that are undefined', { b: undefined, a: 1, c: { d: undefined } }, '{"a":1,"c":{}}'],
    ['undefined among unordered', { b: undefined, c: 1, a: 2 }, '{"a":2,"c":1}'],
    [
      '__proto__ as any other key',
      JSON.parse('{"b":1,"__proto__":{"y":1,"x":2}}') as Json,
      '{"__proto__":{"x":2,"y":1},"b":1}',
    ],
    ['minus zero', -0, '0'],
    ['the largest and smallest doubles', [1.7976931348623157e308, 5e-324], '[1.7976931348623157e+308,5e-324]'],
    ['where exponents begin', [1e21, 1e20, 1e-6, 1e-7], '[1e+21,100000000000000000000,0.000001,1e-7]'],
    ['2^53 and its neighbour', [9007199254740992, 9007199254740994], '[9007199254740992,9007199254740994]'],
    ['control characters', '\u0000\b\t\n\f\r\u001f\u007f', '"\\u0000\\b\\t\\n\\f\\r\\u001f\u007f"'],
    ['line separators as they are', '\u2028\u2029', '"\u2028\u2029"'],
    ['nothing', null, 'null'],
  ])('%s', (_, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d has none', (value) => {
    expect(() => canonicalJson(value)).toThrow(RangeError);
    expect(() => canonicalJson({ b: [value], a: 1 })).toThrow(RangeError);
    expect(() => canonicalJson({ a: [value] })).toThrow(RangeError);
  });

  it.each(['\ud83d', 'a\ude00', '\\\ud83d', '\ude00\ud83d'])('half a surrogate pair has none: %j', (text) => {
    expect(() => canonicalJson({ text })).toThrow(RangeError);
    expect(() => canonicalJson({ [text]: 1 })).toThrow(RangeError);
  });

  it.each(['\\ud83d', '\\\\ud83d', '\ud83d\ude00', '\\u', '\\ude00\\'])(
    'what only looks like half of one has: %j',
    (text) => {
      expect(JSON.parse(canonicalJson({ text }))).toStrictEqual({ text });
    },
  );

  it('says the same whatever the order in which members were set, and loses nothing', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary' }), fc.nat({ max: 20 }).map(String));
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0 || 0), // -0 has no form of its own
        fc.string({ unit: 'binary' }),
        fc.array(tie('value')),
        fc.dictionary(keys, tie('value'), { noNullPrototype: true }),
      ),
    }));
    const shuffled = (json: Json): Json => {
      if (typeof json !== 'object' || json === null) return json;
      if (Array.isArray(json)) return json.map(shuffled);
      return Object.fromEntries(
        Object.entries(json)
          .reverse()
          .map(([key, member]) => [key, shuffled(member ?? null)]),
      );
    };
    fc.assert(
      fc.property(value, (json) => {
        const text = canonicalJson(json);
        expect(canonicalJson(shuffled(json))).toBe(text);
        expect(JSON.parse(text)).toStrictEqual(json);
        expect(text).not.toMatch(/^\s|\s$/);
      }),
    );
  });
});

describe('the text of an object', () => {
  it('is its canonical JSON', () => {
    expect(JsonText.of({ b: 1, a: [] }).text).toBe('{"a":[],"b":1}');
  });

  it.each(['[]', '"{}"', ''])('is that of an object, not %j', (text) => {
    expect(() => new JsonText(text)).toThrow(TypeError);
  });
});

describe('the texts of the parts of an object', () => {
  const part = { z: 1, a: ['x'] };
  const list = [3, 2];
  const object = { part, name: 'n', list, nothing: null, left: undefined };

  it('are those that canonical JSON has', () => {
    const texts = new TextsOfParts(object);
    expect(texts.text).toBe(canonicalJson(object));
    expect([texts.of(part), texts.of(list)]).toEqual(['{"a":["x"],"z":1}', '[3,2]']);
    expect(texts.textAround({ z: part, b: 'other', a: { list } })).toBe(
      '{"a":{"list":[3,2]},"b":"other","z":{"a":["x"],"z":1}}',
    );
  });

  it('are made once for a value, and anew for another one that looks the same', () => {
    let looked = 0;
    const watched = {
      get member() {
        return ++looked;
      },
    };
    const texts = new TextsOfParts({ watched });
    expect([texts.text, texts.of(watched), texts.textAround({ watched })]).toEqual([
      ...['{"watched":{"member":1}}', '{"member":1}', '{"watched":{"member":1}}'],
    ]);
    expect(texts.of({ ...part, a: null })).toBe('{"a":null,"z":1}');
    expect([texts.of(null), texts.of('n'), texts.of(7)]).toEqual(['null', '"n"', '7']);
  });
});

describe('a text member', () => {
  it('is there, or the data is not what was declared', () => {
    expect(textAt({ a: 'x' }, 'a')).toBe('x');
    expect(() => textAt({ a: 1 }, 'a')).toThrow(TypeError);
    expect(() => textAt({}, 'a')).toThrow(TypeError);
  });
});
