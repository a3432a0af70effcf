import { describe, expect, it } from '@jest/globals';
import { decodeBson, encodeBson, storedPath } from './document-bson.js';

describe('document BSON', () => {
  it('is the document itself where no name needs help', () => {
    const doc = { buyer: 'acme', total: 5n, at: new Date(0), 'ship-to': { 'Straße 1': null } };
    expect(encodeBson(doc).doc).toBe(doc);
  });

  it('writes names that mean something else to MongoDB as in a URL, so that people can read them', () => {
    const doc = { $set: 1, 'a.b': [{ 'c\0': 2 }], '50%': 3, price$: 4, _bsontype: 5, '%24set': 6 };
    const stored = { '%24set': 1, 'a%2Eb': [{ 'c%00': 2 }], '50%25': 3, price$: 4, '%5Fbsontype': 5, '%2524set': 6 };
    expect(encodeBson(doc).doc).toStrictEqual(stored);
    expect(decodeBson(stored)).toStrictEqual(doc);
  });

  it('stores a declared field under the same names', () => {
    expect(storedPath('cover.granted')).toBe('doc.cover.granted');
    expect(storedPath('$a.50%')).toBe('doc.%24a.50%25');
  });
});
