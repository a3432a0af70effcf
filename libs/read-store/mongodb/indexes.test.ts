import { describe, expect, it } from '@jest/globals';
import { ORDERS } from '../contract/orders.js';
import type { ReadModel } from '../port.js';
import { declaredIndexes, driftOf } from './indexes.js';
import { onPeer } from './testing/place.js';

const present = (name: string, key: object, options: object = {}): Record<string, unknown> => ({
  v: 2,
  name,
  key,
  ...options,
});
const declared = declaredIndexes(ORDERS.declaration);
const asDeclared = declared.map(({ name, paths }) => present(name, Object.fromEntries(paths.map((path) => [path, 1]))));
const BY_AT = 'documents by at';

describe('the indexes of a read model', () => {
  it('are one for each that is declared, with the id as the tie-break, and one for each array', () => {
    expect(declared).toEqual([
      { name: 'documents by buyer, total', paths: ['doc.buyer', 'doc.total', '_id'] },
      { name: 'documents by at', paths: ['doc.at', '_id'] },
      { name: 'documents by phase, score', paths: ['doc.phase', 'doc.score', '_id'] },
      { name: 'documents by tags', paths: ['doc.tags', '_id'] },
      { name: 'documents by sizes', paths: ['doc.sizes', '_id'] },
    ]);
  });

  it('have not drifted when they are as declared, beside whatever others there are', () => {
    const others = [present('_id_', { _id: 1 }), present('mine', { 'doc.note': 'text' }, { unique: true })];
    expect(driftOf(declared, [...others, ...asDeclared])).toEqual({ missing: [], unneeded: [] });
  });

  it.each<[string, object]>([
    ['lies on other fields', present(BY_AT, { 'doc.note': 1, _id: 1 })],
    ['lies on fewer fields', present(BY_AT, { 'doc.at': 1 })],
    ['lies on its fields in another order', present(BY_AT, { _id: 1, 'doc.at': 1 })],
    ['is no ordered one', present(BY_AT, { 'doc.at': 'hashed', _id: 1 })],
    ['takes each value once', present(BY_AT, { 'doc.at': 1, _id: 1 }, { unique: true })],
    ['leaves out documents', present(BY_AT, { 'doc.at': 1, _id: 1 }, { sparse: true })],
    [
      'holds some documents only',
      present(BY_AT, { 'doc.at': 1, _id: 1 }, { partialFilterExpression: { position: 1 } }),
    ],
    ['has another order', present(BY_AT, { 'doc.at': 1, _id: 1 }, { collation: { locale: 'de' } })],
    ['is hidden', present(BY_AT, { 'doc.at': 1, _id: 1 }, { hidden: true })],
    ['removes documents', present(BY_AT, { 'doc.at': 1, _id: 1 }, { expireAfterSeconds: 1 })],
  ])('have drifted when one of ours %s', (_, changed) => {
    const { missing, unneeded } = driftOf(declared, [...asDeclared.filter(({ name }) => name !== BY_AT), changed]);
    expect([missing.map(({ name }) => name), unneeded]).toEqual([[BY_AT], [BY_AT]]);
  });

  it('are not wanted twice: one under another name does as well', () => {
    const others = asDeclared.map((index, i) => (i === 0 ? { ...index, name: 'by hand' } : index));
    expect(driftOf(declared, others)).toEqual({ missing: [], unneeded: [] });
  });

  it('are not wanted any more when they are no longer declared', () => {
    const old = present('documents by note', { 'doc.note': 1, _id: 1 });
    expect(driftOf(declared, [...asDeclared, old])).toEqual({ missing: [], unneeded: ['documents by note'] });
  });
});

describe('the indexes of a generation', () => {
  const place = onPeer();
  const names = (): readonly string[] => [...place.peer.data.indexes('orders.1').keys()].sort();
  const ours = ['_id_', ...declared.map(({ name }) => name)].sort();

  it('are there from the start, and nobody is warned', async () => {
    await (await place.open()).createGeneration(ORDERS);
    expect(names()).toEqual(ours);
    expect(place.warnings.all).toEqual([]);
  });

  it('are looked at once by a store, and made once', async () => {
    const store = await place.open();
    await store.createGeneration(ORDERS);
    await store.live(ORDERS);
    await store.generation(ORDERS, 1);
    await (await place.open()).live(ORDERS);
    expect(place.peer.count('listIndexes')).toBe(2);
    expect(place.peer.count('createIndexes')).toBe(1);
  });

  it('are mended when somebody has changed them, and a person is told; those of others are left alone', async () => {
    await (await place.open()).createGeneration(ORDERS);
    const indexes = place.peer.data.indexes('orders.1');
    indexes.delete('documents by tags');
    indexes.set(BY_AT, present(BY_AT, { 'doc.at': 1 }));
    indexes.set('documents by hand', present('documents by hand', { 'doc.note': 1 }));
    indexes.set('theirs', present('theirs', { 'doc.note': 1 }));
    await (await place.open()).live(ORDERS);
    expect(names()).toEqual([...ours, 'theirs'].sort());
    expect(indexes.get(BY_AT)).toMatchObject({ key: { 'doc.at': 1, _id: 1 } });
    expect(place.warnings.all).toEqual([
      {
        message: 'the indexes of a read model are not those that it declares, and are mended',
        facts: {
          collection: 'orders.1',
          missing: [BY_AT, 'documents by tags'],
          unneeded: [BY_AT, 'documents by hand'],
        },
      },
    ]);
  });

  it('follow the declaration', async () => {
    await (await place.open()).createGeneration(ORDERS);
    const changed: ReadModel = { ...ORDERS, declaration: { ...ORDERS.declaration, indexes: [['open', 'at']] } };
    await (await place.open()).live(changed);
    expect(names()).toEqual(['_id_', 'documents by open, at', 'documents by sizes', 'documents by tags']);
    expect(place.warnings.all).toMatchObject([{ facts: { missing: ['documents by open, at'] } }]);
  });

  it('are mended though another process is quicker, and though the connection ends', async () => {
    await (await place.open()).createGeneration(ORDERS);
    place.peer.data.indexes('orders.1').set('documents by hand', present('documents by hand', { 'doc.note': 1 }));
    place.peer.data.indexes('orders.1').delete(BY_AT);
    place.peer.fail('dropIndexes', {
      answer: { ok: 0, code: 27, codeName: 'IndexNotFound', errmsg: 'index not found' },
    });
    place.peer.fail('createIndexes', 'cut-after');
    await (await place.open()).live(ORDERS);
    expect(names()).toEqual(['documents by hand', ...ours].sort());
  });
});
