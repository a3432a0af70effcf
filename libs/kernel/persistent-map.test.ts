import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersistentMap } from './index.js';

describe('a persistent map', () => {
  const key = fc.oneof(
    fc.integer({ min: 0, max: 400 }).map((n) => `key-${n}`),
    fc.string({ maxLength: 3 }),
  );
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ put: key, value: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ drop: key }) },
  );

  it('holds what a map holds', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600, size: 'max' }), (steps) => {
        const model = new Map<string, number>();
        let map = PersistentMap.empty<string, number>();
        for (const each of steps) {
          if ('put' in each) {
            model.set(each.put, each.value);
            map = map.with(each.put, each.value);
          } else {
            model.delete(each.drop);
            map = map.without(each.drop);
          }
        }
        expect(map.size).toBe(model.size);
        for (const [name, value] of model) expect(map.get(name)).toBe(value);
        for (let n = 0; n <= 400; n++) expect(map.has(`key-${n}`)).toBe(model.has(`key-${n}`));
      }),
      { numRuns: 15 },
    );
  });

  it('never changes: each one is what it was, whatever is made of it', () => {
    const maps = [PersistentMap.empty<string, number>()];
    for (let n = 0; n < 500; n++) maps.push(maps.at(-1)!.with(`key-${n}`, n));
    const emptied = maps.at(-1)!.without('key-3').with('key-4', -4);
    expect(emptied.get('key-3')).toBeUndefined();
    for (const [size, map] of maps.entries()) {
      expect(map.size).toBe(size);
      for (const n of [0, 3, 4, size - 1, size]) expect(map.get(`key-${n}`)).toBe(n >= 0 && n < size ? n : undefined);
    }
  });

  it('without a key that it does not have is the same map', () => {
    const map = PersistentMap.empty<string, number>().with('a', 1);
    expect(map.without('b')).toBe(map);
  });

  it('keeps a value of undefined apart from none', () => {
    const map = PersistentMap.empty<string, undefined>().with('a', undefined);
    expect([map.has('a'), map.has('b'), map.size]).toStrictEqual([true, false, 1]);
  });

  it('holds keys of one hash, too', () => {
    // FNV-1a gives these two the same 32 bits.
    const map = PersistentMap.empty<string, number>().with('costarring', 1).with('liquid', 2).without('costarring');
    expect([map.get('costarring'), map.get('liquid')]).toStrictEqual([undefined, 2]);
    let many = map;
    for (let n = 0; n < 100; n++) many = many.with(`key-${n}`, n);
    many = many.with('costarring', 1);
    expect([many.get('costarring'), many.get('liquid'), many.size]).toStrictEqual([1, 2, 102]);
  });
});
