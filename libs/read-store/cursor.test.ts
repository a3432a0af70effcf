import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor, type Place } from './cursor.js';
import { encodeDocument } from './document-json.js';
import { InvalidCursor } from './errors.js';

const TYPES = ['string', 'number', 'bigint', 'date', 'boolean'] as const;
const PLACE: Place = { id: 'order-語', values: ['$n1', -1.5, 2n ** 53n + 1n, new Date(5), false] };

const forged = (value: unknown): string => Buffer.from(encodeDocument([value])).toString('base64url');

describe('a cursor', () => {
  it('keeps a place exactly, missing values included', () => {
    expect(decodeCursor(encodeCursor('digest', PLACE), 'digest', TYPES)).toStrictEqual(PLACE);
    const missing: Place = { id: 'a', values: TYPES.map(() => null) };
    expect(decodeCursor(encodeCursor('digest', missing), 'digest', TYPES)).toStrictEqual(missing);
  });

  it.each<[string, Place]>([
    ['a value of another type', { ...PLACE, values: [1, ...PLACE.values.slice(1)] }],
    ['a value too few', { ...PLACE, values: PLACE.values.slice(1) }],
    ['a value too many', { ...PLACE, values: [...PLACE.values, 1] }],
    ['an id that no document can have', { ...PLACE, id: '' }],
  ])('is refused with %s, whoever made it', (_, place) => {
    expect(() => decodeCursor(encodeCursor('digest', place), 'digest', TYPES)).toThrow(InvalidCursor);
  });

  it.each([
    ['of another query', encodeCursor('other', PLACE)],
    ['that is no text', forged(1)],
    ['without an id', forged('digest')],
    ['that is empty', ''],
    ['that is not base64url', 'ä+/='],
  ])('is refused %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 'digest', [])).toThrow(InvalidCursor);
  });
});
