import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money } from '#kernel';
import { InvalidDocument } from '../errors.js';
import type { ReadModel } from '../port.js';
import { ANYTHING, anyDoc, isNotType, UNUSUAL_NAMES, type AnyDoc } from './any-document.js';
import { idsOf, numbered, ordersIn, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

const SAMPLE: AnyDoc = {
  price: { ...money(9_007_199_254_740_993n, 'USD') },
  extremes: [2n ** 63n - 1n, -(2n ** 63n), 0n, -1n],
  dates: [new Date(0), new Date('2026-11-24T12:34:56.789Z'), new Date(-1), new Date(253_402_300_799_999)],
  numbers: [0, -0, 1, -1, 1.5, 0.1 + 0.2, 2 ** 31, 2 ** 53, 2 ** 60, 1e300, 5e-324],
  text: [
    '',
    ' ',
    'déjà vu',
    '語',
    '👩‍🌾',
    '\u0000',
    '\uffff',
    'line\nbreak',
    '"quoted"',
    "'",
    '$n1',
    '$d',
    '$',
    'true',
    '1',
  ],
  flags: [true, false, null],
  nested: { lines: [{ product: 'bolt', amounts: [[1n], [], [2n, null]] }, {}], none: null, empty: {}, list: [] },
};

/** An object in an object, so many in all. */
const nested = (levels: number): AnyDoc => (levels === 1 ? {} : { inner: nested(levels - 1) });

export function valueContract(place: FreshPlace): void {
  it('keeps bigint, Date, money, numbers, text and nesting exactly', async () => {
    await place.store.ensureLive(ANYTHING);
    const anything = await place.store.live<AnyDoc>(ANYTHING);
    await anything.commit({ documents: [write('a', 1, SAMPLE)] });
    expect((await anything.get('a'))?.doc).toStrictEqual(SAMPLE);
    expect((await anything.getMany(['a']))[0]?.doc).toStrictEqual(SAMPLE);
    expect((await anything.find({ limit: 1 })).documents[0]?.doc).toStrictEqual(SAMPLE);
  });

  it('keeps any document exactly', async () => {
    await place.store.ensureLive(ANYTHING);
    const anything = await place.store.live<AnyDoc>(ANYTHING);
    const documents = fc.sample(anyDoc, 300).map((doc, i) => write(`doc-${i}`, i, doc));
    await anything.commit({ documents });
    expect(await anything.getMany(documents.map(({ id }) => id))).toStrictEqual(documents);
  });

  it('keeps any name of a field, and the order of the fields', async () => {
    await place.store.ensureLive(ANYTHING);
    const anything = await place.store.live<AnyDoc>(ANYTHING);
    const fields = Object.fromEntries(UNUSUAL_NAMES.map((name, i) => [name, i]));
    const reference = { $ref: 'orders', $id: 'a', $db: 'other' };
    const lists = Object.fromEntries(UNUSUAL_NAMES.filter(isNotType).map((name, i) => [name, [{ i }, [fields]]]));
    const doc = { z: fields, a: { lines: [fields, { reference }] }, lists, reference, ...fields };
    await anything.commit({ documents: [write('a', 1, doc)] });
    const read = (await anything.get('a'))?.doc;
    expect(read).toStrictEqual(doc);
    expect(Object.keys(read ?? {})).toEqual(Object.keys(doc));
    expect(Object.keys(read?.['z'] ?? {})).toEqual(Object.keys(fields));
  });

  it('finds by a field that has an unusual name', async () => {
    const unusual: ReadModel = {
      name: 'unusual',
      version: 1,
      declaration: { fields: { '$a.100%': 'number' }, arrays: { '_bsontype.$b': 'string' }, indexes: [['$a.100%']] },
    };
    await place.store.ensureLive(unusual);
    const found = await place.store.live<AnyDoc>(unusual);
    const docs: readonly AnyDoc[] = [
      { $a: { '100%': 2 }, _bsontype: { $b: ['x'] } },
      { $a: { '100%': 1 } },
      { '$a.100%': 0, '_bsontype.$b': ['x'] }, // names with a dot in them are no path
    ];
    await found.commit({ documents: docs.map((doc, i) => write(`doc-${i}`, i, doc)) });
    const sorted = await found.find({ sort: [{ field: '$a.100%', direction: 'asc' }], limit: 5 });
    expect(idsOf(sorted)).toEqual(['doc-2', 'doc-1', 'doc-0']);
    expect(await found.count({ '$a.100%': { eq: 2 }, '_bsontype.$b': { has: 'x' } })).toBe(1);
    expect(await found.count({ '_bsontype.$b': { has: 'x' } })).toBe(1);
  });

  it('takes a document of 15 million bytes and 90 levels, and refuses larger and deeper ones', async () => {
    await place.store.ensureLive(ANYTHING);
    const anything = await place.store.live<AnyDoc>(ANYTHING);
    const large = { note: 'ä'.repeat(7_500_000) };
    await anything.commit({ documents: [write('large', 1, large), write('deep', 1, nested(90))] });
    expect((await anything.get('large'))?.doc).toStrictEqual(large);
    expect((await anything.get('deep'))?.doc).toStrictEqual(nested(90));
    const refused: readonly (readonly [string, AnyDoc])[] = [
      ['larger', { note: 'ä'.repeat(8_000_001) }],
      ['x'.repeat(8_000_001), {}],
      ['many', { numbers: Array<number>(900_000).fill(1) }],
      ['deeper', nested(91)],
    ];
    for (const [id, doc] of refused) {
      const commit = anything.commit({ documents: [write('good', 1, {}), write(id, 1, doc)] });
      await expect(commit).rejects.toThrow(InvalidDocument);
    }
    expect(await anything.get('good')).toBeUndefined();
  });

  it('leaves out fields that are undefined', async () => {
    await place.store.ensureLive(ANYTHING);
    const anything = await place.store.live<AnyDoc>(ANYTHING);
    const doc = { buyer: undefined, cover: { granted: undefined, currency: 'USD' }, minor: 1n };
    await anything.commit({ documents: [write('a', 1, doc)] });
    expect((await anything.get('a'))?.doc).toStrictEqual({ cover: { currency: 'USD' }, minor: 1n });
  });

  it('does not show a caller the changes that another makes to what he was given', async () => {
    const orders = await ordersIn(place.store);
    const tags = ['a'];
    const commit = orders.commit({ documents: [write('a', 1, { tags, note: 'kept' })] });
    await commit;
    tags.push('b');
    const read = await orders.get('a');
    if (read?.doc) Object.assign(read.doc, { note: 'changed' });
    expect((await orders.get('a'))?.doc).toStrictEqual({ tags: ['a'], note: 'kept' });
  });

  it.each<[string, object]>([
    ['a string for a bigint', { total: '5' }],
    ['a number for a bigint', { total: 5 }],
    ['a bigint for a number', { score: 5n }],
    ['an array for a string', { buyer: ['acme'] }],
    ['an object for a bigint', { cover: { granted: { minor: 1n } } }],
    ['a string for a date', { at: '2026-11-24T00:00:00.000Z' }],
    ['a number for a boolean', { open: 1 }],
    ['a number among strings', { tags: ['a', 1] }],
    ['undefined among strings', { tags: [undefined] }],
    ['a string for an array', { tags: 'a' }],
    ['a bigint over 64 bits', { note: 2n ** 63n }],
    ['NaN', { score: Number.NaN }],
    ['an infinity', { sizes: [Number.POSITIVE_INFINITY] }],
    ['an invalid date', { at: new Date(Number.NaN) }],
    ['a Map', { note: new Map() }],
    ['half a surrogate pair', { note: 'a\ud800' }],
    ['half a surrogate pair in the name of a field', { 'a\ud800': 1 }],
    ['an array on the way to a declared field', { cover: [{ granted: 5n }] }],
    ['an array for a document', [{ note: 'a' }]],
    ['a Date for a document', new Date(0)],
  ])('refuses %s, names the document and writes nothing', async (_, doc) => {
    const orders = await ordersIn(place.store);
    const documents = [
      ...numbered(3, (i) => write(`good-${i}`, 1, { note: 'good' })),
      write('bad', 1, doc as OrderDoc),
    ];
    await expect(orders.commit({ documents })).rejects.toThrow(InvalidDocument);
    await expect(orders.commit({ documents })).rejects.toMatchObject({ id: 'bad' });
    expect(await orders.count()).toBe(0);
  });
}
