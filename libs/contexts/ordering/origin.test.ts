import { describe, expect, it } from '@jest/globals';
import { organisationId } from '#kernel';
import type { Then } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import { ORDER, contract, contractFacts } from '../../../test/support/order-history.js';
import { buyer, supplier } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import type { OrderEvent, Origin, OriginFacts, QuotedContract } from './index.js';

const listingId = uuid('e', 1);
const quotationId = uuid('e', 2);
const elsewhere = organisationId('elsewhere');
const offered = { supplier: contract.supplier, title: 'Touring frame' };
const quoted: QuotedContract = {
  ...{ buyer: contract.buyer, supplier: contract.supplier, currency: 'USD', validUntil: day(10) },
  lines: contract.lines.map(({ amount: _, ...line }) => line),
};
const nothing: OriginFacts = { listing: null, quotation: null };

const drafting = (
  origin: Origin,
  found: Partial<OriginFacts> = {},
  { at = day(0), by = buyer, written = contract } = {},
): Then<OrderEvent> =>
  given().when(
    { type: 'draft-order', orderId: ORDER, contract: written, origin },
    { by, at, facts: { ...contractFacts, origin: { ...nothing, ...found } } },
  );
const began = ({ decision }: Then<OrderEvent>): unknown =>
  decision.kind === 'happened' && decision.events.map(({ data }) => ('origin' in data ? data.origin : undefined));

describe('an order begins', () => {
  it('with a product that its supplier offers, under the name that it had then', () => {
    const origin = { kind: 'product-page', listingId } as const;
    expect(began(drafting(origin, { listing: offered }))).toStrictEqual([{ ...origin, product: 'Touring frame' }]);
    drafting(origin).thenRefused('unknown-listing', { listingId });
    const others = { ...offered, supplier: elsewhere };
    drafting(origin, { listing: others }).thenRefused('unknown-listing', { listingId });
    drafting({ kind: 'product-page' }).thenRefused('origin-incomplete', { missing: 'listingId' });
  });

  it('on its supplier’s own site, with one of his products or without', () => {
    expect(began(drafting({ kind: 'mini-site' }))).toStrictEqual([{ kind: 'mini-site' }]);
    const origin = { kind: 'mini-site', listingId } as const;
    expect(began(drafting(origin, { listing: offered }))).toStrictEqual([{ ...origin, product: 'Touring frame' }]);
    drafting(origin, { listing: { ...offered, supplier: elsewhere } }).thenRefused('unknown-listing', { listingId });
  });

  it('offline, or where nobody says', () => {
    expect(began(drafting({ kind: 'offline' }, {}, { by: supplier }))).toStrictEqual([{ kind: 'offline' }]);
    const { decision } = given().when(
      { type: 'draft-order', orderId: ORDER, contract },
      { by: buyer, facts: contractFacts },
    );
    expect(decision).not.toHaveProperty('events.0.data.origin');
  });
});

describe('an order that begins with a quotation', () => {
  const origin = { kind: 'quotation', quotationId } as const;
  const from = (quotation: QuotedContract | null, more: Parameters<typeof drafting>[2] = {}) =>
    drafting(origin, { quotation }, more);

  it('has its lines, and keeps until when it held', () => {
    expect(began(from(quoted))).toStrictEqual([{ ...origin, quotedUntil: day(10) }]);
    const [first, ...rest] = quoted.lines;
    const sameprice = { ...quoted, lines: [{ ...first!, unitPrice: '200.00' }, ...rest] };
    expect(began(from(sameprice))).toStrictEqual([{ ...origin, quotedUntil: day(10) }]);
  });

  it('needs one of this supplier to this buyer, that was not taken back', () => {
    for (const quotation of [null, { ...quoted, buyer: elsewhere }, { ...quoted, supplier: elsewhere }])
      from(quotation).thenRefused('unknown-quotation', { quotationId });
    drafting({ kind: 'quotation', listingId }, { listing: offered }).thenRefused('origin-incomplete', {
      missing: 'quotationId',
    });
  });

  it('needs one that holds: at `validUntil` it is too late', () => {
    expect(from(quoted, { at: day(10, -1) }).decision.kind).toBe('happened');
    from(quoted, { at: day(10) }).thenRefused('quotation-lapsed', { quotationId, validUntil: day(10) });
  });

  const [frame, spokes] = quoted.lines as [QuotedContract['lines'][number], QuotedContract['lines'][number]];
  it.each([
    [
      'another product',
      [{ ...frame, product: 'Racing frame' }, spokes],
      'lines.0.product',
      'Racing frame',
      'Touring frame',
    ],
    [
      'another specification',
      [{ ...frame, specification: '58 cm' }, spokes],
      'lines.0.specification',
      '58 cm',
      '56 cm',
    ],
    [
      'a specification of its own',
      [frame, { ...spokes, specification: 'black' }],
      'lines.1.specification',
      'black',
      null,
    ],
    ['another quantity', [frame, { ...spokes, quantity: 5 }], 'lines.1.quantity', 5, 4],
    ['another price', [{ ...frame, unitPrice: '200.01' }, spokes], 'lines.0.unitPrice', '200.01', '200'],
    ['fewer lines', [frame], 'lines', 1, 2],
    ['more lines', [frame, spokes, spokes], 'lines', 3, 2],
  ])('is refused with the field that differs: %s', (_, lines, field, expected, stated) => {
    from({ ...quoted, lines }).thenRefused('quotation-mismatch', { field, expected, stated });
  });

  it('is refused in another currency', () => {
    const facts = { field: 'total.currency', expected: 'EUR', stated: 'USD' };
    from({ ...quoted, currency: 'EUR' }).thenRefused('quotation-mismatch', facts);
  });
});
