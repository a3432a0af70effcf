import { describe, expect, it } from '@jest/globals';
import { fromData } from '#kernel';
import { SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { askedFor, products, termsOf, type ProductDoc } from './index.js';

const subject = { listingId: uuid('a', 1), supplier: SUPPLIER };
const product = { title: 'City bike', description: 'Steel.', unitPrice: usd('120.00'), minimumQuantity: 10 };

describe('products', () => {
  const fold = (...types: readonly [string, object][]): ProductDoc | null =>
    types.reduce<ProductDoc | null>((doc, [type, data], n) => {
      const event = recordedAs(type, { ...subject, ...data }, { revision: n, at: day(n) });
      expect(products.keys(event)).toStrictEqual([subject.listingId]);
      return products.project(doc, event, subject.listingId);
    }, null);

  it('are what the supplier says of them, and found while they are published', () => {
    const drafted: [string, object] = ['listing.drafted.v1', { product }];
    expect(fold(drafted)).toStrictEqual({
      ...subject,
      status: 'drafted',
      title: 'City bike',
      description: 'Steel.',
      unitPrice: fromData(usd('120.00')),
      minimumQuantity: 10,
      terms: ['ci', 'cit', 'city', 'bi', 'bik', 'bike', 'st', 'ste', 'stee', 'steel'],
      revision: 0,
      updatedAt: day(0),
    });
    const revised: [string, object] = ['listing.revised.v1', { product: { ...product, title: 'Bike' } }];
    const all = fold(drafted, ['listing.published.v1', {}], revised, ['listing.withdrawn.v1', {}]);
    expect(all).toMatchObject({ title: 'Bike', status: 'withdrawn', revision: 3, updatedAt: day(3) });
    expect(all?.terms).not.toContain('city');
    expect(() => fold(['listing.published.v1', {}])).toThrow(TypeError);
  });
});

describe('the words of a search', () => {
  it.each([
    ['Crème brûlée', ['creme', 'brulee']],
    ['  USB-C   cable, 2m ', ['usb', 'c', 'cable', '2m']],
    ['ＦＵＬＬ 棉布衬衫', ['full', '棉布衬衫']],
    ['a A á', ['a']],
    ['!!!', []],
    ['x'.repeat(40), ['x'.repeat(16)]],
    ['1 2 3 4 5 6 7 8 9 10 11 12', ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']],
  ])('of %j are %j', (query, words) => {
    expect(askedFor(query)).toStrictEqual(words);
  });

  it('find whatever begins with them', () => {
    const terms = termsOf('Cotton shirt', 'White, size M.');
    for (const query of ['cot shi', 'COTTON', 'whi m', 'shirt cotton'])
      expect(askedFor(query).every((word) => terms.includes(word))).toBe(true);
    for (const query of ['otton', 'shirts', 'c'])
      expect(askedFor(query).every((word) => terms.includes(word))).toBe(false);
  });

  it('are bounded, the title’s first', () => {
    const long = Array.from({ length: 2_000 }, (_, n) => `word${n}`).join(' ');
    const terms = termsOf('Shirt', long);
    expect(terms).toHaveLength(1_000);
    expect(terms).toContain('shirt');
  });
});
