import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money, type DocumentValue } from '#kernel';
import { InvalidDocument } from '../errors.js';
import type { ReadModel } from '../port.js';
import { numbered, ordersIn, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

type AnyDoc = Readonly<Record<string, DocumentValue | undefined>>;

const ANYTHING: ReadModel = { name: 'anything', version: 1, declaration: { fields: {}, indexes: [] } };

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

// Names of fields as programmers write them; MongoDB gives `.` and a leading `$` a meaning of its own.
const fieldName = fc.stringMatching(/^[a-zä語][a-zA-Z0-9ä語_-]{0,10}$/);
const { anyDoc } = fc.letrec<{ value: DocumentValue; anyDoc: AnyDoc }>((tie) => ({
  anyDoc: fc.dictionary(fieldName, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.date({ noInvalidDate: true, min: new Date(-62_135_596_800_000), max: new Date(253_402_300_799_999) }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('anyDoc'),
  ),
}));

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
