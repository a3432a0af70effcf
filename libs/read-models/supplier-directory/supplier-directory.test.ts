import { describe, expect, it } from '@jest/globals';
import { fromData, type JsonObject } from '#kernel';
import { Market } from '../../../test/support/market.js';
import { SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { scoreOf, supplierDirectory, type SupplierDoc } from './index.js';

const dollars = (text: string) => fromData(usd(text));

describe('the supplier directory', () => {
  const enrolled = { supplierId: SUPPLIER, name: 'Ningbo Cycles', limit: usd('2000.00') };
  const granted = { supplierId: SUPPLIER, limit: usd('2000.00'), reserved: usd('0.00'), remaining: usd('2000.00') };
  const fold = (...events: readonly (readonly [string, JsonObject])[]): SupplierDoc | null =>
    events.reduce<SupplierDoc | null>(
      (doc, [type, data], n) => supplierDirectory.project(doc, recordedAs(type, data, { at: day(n) }), SUPPLIER),
      null,
    );

  it('shows nothing of a limit before it is granted', () => {
    const none = dollars('0.00');
    expect(fold(['supplier.enrolled.v1', enrolled])).toStrictEqual({
      supplierId: SUPPLIER,
      name: 'Ningbo Cycles',
      about: null,
      suspended: false,
      feedback: { ratings: 0, sum: 0, revisable: [] },
      currency: 'USD',
      limit: none,
      reserved: none,
      remaining: none,
      updatedAt: day(0),
    });
  });

  it('is the same whether the enrolment or the limit is seen first', () => {
    const one = fold(['supplier.enrolled.v1', enrolled], ['coverage.limit-granted.v1', granted]);
    const other = fold(['coverage.limit-granted.v1', granted], ['supplier.enrolled.v1', enrolled]);
    expect(one).toStrictEqual(other);
    expect(one).toMatchObject({ name: 'Ningbo Cycles', limit: dollars('2000.00'), remaining: dollars('2000.00') });
    expect(fold(['coverage.limit-granted.v1', granted])?.name).toBeNull();
  });

  it('follows reservations, releases and other limits by their absolute figures', () => {
    const market = new Market();
    const look = (): unknown => {
      market.world.settle();
      const { limit, reserved, remaining } = market.world.document(supplierDirectory, SUPPLIER)!;
      return [limit, reserved, remaining];
    };
    const stands = (limit: string, reserved: string, remaining: string) => [limit, reserved, remaining].map(dollars);
    market.enrol(usd('2000.00'));
    expect(look()).toStrictEqual(stands('2000.00', '0.00', '2000.00'));
    market.agree(1);
    expect(look()).toStrictEqual(stands('2000.00', '2000.00', '0.00'));
    market.changeLimit(usd('500.00'));
    expect(look()).toStrictEqual(stands('500.00', '2000.00', '0.00'));
    market.cancel(1);
    expect(look()).toStrictEqual(stands('500.00', '0.00', '500.00'));
  });

  it('shows his profile, and whether contracts are written with him', () => {
    const profile = { supplierId: SUPPLIER, name: 'Ningbo Bikes', about: 'Frames since 1987.' };
    const before = [
      ['supplier.enrolled.v1', enrolled],
      ['supplier.profile-changed.v1', profile],
    ] as const;
    expect(fold(...before)).toMatchObject({ name: 'Ningbo Bikes', about: 'Frames since 1987.', updatedAt: day(1) });
    const suspended = ['supplier.suspended.v1', { supplierId: SUPPLIER, reason: 'fraud' }] as const;
    expect(fold(...before, suspended)?.suspended).toBe(true);
    expect(fold(...before, suspended, ['supplier.reinstated.v1', { supplierId: SUPPLIER }])?.suspended).toBe(false);
  });

  it('sums up what buyers say, each at his last word', () => {
    const say = (order: number, rating: number) =>
      [
        'order.feedback-given.v1',
        { orderId: uuid('a', order), supplier: SUPPLIER, rating, revisableUntil: day(30 + order) },
      ] as const;
    const revise = (order: number, rating: number) =>
      ['order.feedback-revised.v1', { orderId: uuid('a', order), supplier: SUPPLIER, rating }] as const;
    const before = [['supplier.enrolled.v1', enrolled], say(1, 4), say(2, 1)] as const;
    const feedback = fold(...before, revise(2, 5))?.feedback;
    const revisable = [{ orderId: uuid('a', 1), rating: 4, until: day(31) }];
    expect(feedback).toStrictEqual({ ratings: 2, sum: 9, revisable });
    expect(() => fold(...before, revise(3, 5))).toThrow(TypeError);
    expect(() => fold(say(1, 4))).toThrow(TypeError);
  });

  it('does not remember ratings that nobody may change any more', () => {
    const said = (order: number, at: number) =>
      recordedAs(
        'order.feedback-given.v1',
        { orderId: uuid('a', order), supplier: SUPPLIER, rating: 3, revisableUntil: day(at + 30) },
        { at: day(at) },
      );
    const enrolment = recordedAs('supplier.enrolled.v1', enrolled);
    const doc = [enrolment, said(1, 0), said(2, 30), said(3, 31)].reduce<SupplierDoc | null>(
      (before, event) => supplierDirectory.project(before, event, SUPPLIER),
      null,
    );
    expect(doc?.feedback.revisable.map(({ orderId }) => orderId)).toStrictEqual([uuid('a', 2), uuid('a', 3)]);
    expect(doc?.feedback).toMatchObject({ ratings: 3, sum: 9 });
  });

  it.each([
    [0, 0, null],
    [1, 5, '5.0'],
    [2, 9, '4.5'],
    [3, 13, '4.3'],
    [4, 13, '3.3'],
    [20, 61, '3.1'],
  ])('makes of %d ratings that are %d together a score of %s', (ratings, sum, score) => {
    expect(scoreOf({ ratings, sum })).toBe(score);
  });

  it('finds its document from the event alone', () => {
    for (const type of supplierDirectory.types)
      expect(
        supplierDirectory.keys(recordedAs(type, { [type.startsWith('order.') ? 'supplier' : 'supplierId']: SUPPLIER })),
      ).toStrictEqual([SUPPLIER]);
  });
});
