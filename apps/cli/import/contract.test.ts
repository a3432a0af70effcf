import { describe, expect, it } from '@jest/globals';
import { localDate, parseDecimal, toText } from '#kernel';
import { draftOf, enrolmentOf } from './contract.js';
import { exactText, minus } from './exact.js';
import type { Purchase, Vendor } from './purchases.js';

const place = { file: 'vendors.csv', line: 2 };
const vendor: Vendor = { id: 7, accountNumber: 'BIKES0001', name: 'Bikes, Inc.', creditRating: '3', place };

interface Row {
  readonly lines: readonly (readonly [quantity: number, unitPrice: string, dueDate?: string])[];
  readonly tax?: string;
  readonly freight?: string;
}

const draft = ({ lines, tax = '0.0000', freight = '0.0000' }: Row) => {
  const purchase: Purchase = {
    ...{ id: 1, buyerId: 258, vendor, place, status: 'pending', shipMethod: 'CARGO' },
    orderDate: localDate('2022-04-15'),
    lines: lines.map(([quantity, unitPrice, dueDate = '2022-04-29']) => ({
      ...{ product: 9, quantity },
      unitPrice: parseDecimal(unitPrice),
      dueDate: localDate(dueDate),
      ...{ received: parseDecimal(String(quantity)), rejected: parseDecimal('0') },
    })),
    tax: parseDecimal(tax),
    freight: parseDecimal(freight),
  };
  return draftOf(purchase);
};

describe('a purchase order as a contract', () => {
  it('has a line for each row, the tax, the freight, and half of it paid first', () => {
    const { contract } = draft({
      lines: [
        [3, '45.1200', '2022-04-29'],
        [3, '45.5805', '2022-05-02'],
        [1, '.5000', '2022-04-30'],
      ],
      tax: '21.8081',
      freight: '6.8150',
    });
    expect(contract).toEqual({
      buyer: 'buyer-258',
      supplier: 'vendor-7',
      lines: [
        { product: 'product-9', quantity: 3, unitPrice: '45.1200', amount: { amount: '135.36', currency: 'USD' } },
        { product: 'product-9', quantity: 3, unitPrice: '45.5805', amount: { amount: '136.74', currency: 'USD' } },
        { product: 'product-9', quantity: 1, unitPrice: '0.5000', amount: { amount: '0.50', currency: 'USD' } },
      ],
      charges: [
        { kind: 'tax', amount: { amount: '21.81', currency: 'USD' } },
        { kind: 'shipping', amount: { amount: '6.82', currency: 'USD' } },
      ],
      total: { amount: '301.23', currency: 'USD' },
      initialPayment: { amount: '150.62', currency: 'USD' }, // half of 30123 is 15061.5: to the even neighbour
      coverageType: 'post-delivery',
      shipBy: '2022-05-02',
    });
  });

  it.each([
    ['0.0049', '0.00'],
    ['0.0050', '0.00'],
    ['0.0051', '0.01'],
    ['0.0150', '0.02'],
    ['0.0250', '0.02'],
    ['0.0251', '0.03'],
  ])('rounds %s to %s: to the nearest cent, a tie to the even one', (exact, rounded) => {
    expect(toText(draft({ lines: [[1, exact]] }).total).amount).toBe(rounded);
    expect(toText(draft({ lines: [[1, '0']], tax: exact }).total).amount).toBe(rounded);
    expect(toText(draft({ lines: [[1, '0']], freight: exact }).total).amount).toBe(rounded);
  });

  it.each([
    ['0.03', '0.02', '0.01'],
    ['0.05', '0.02', '0.03'],
    ['0.04', '0.02', '0.02'],
  ])('of %s first %s, then %s', (total, initial, balance) => {
    const { initialPayment, balance: rest } = draft({ lines: [[1, total]] });
    expect([toText(initialPayment).amount, toText(rest).amount]).toEqual([initial, balance]);
  });

  it('knows the total before rounding, to the last digit', () => {
    const { total, exactTotal } = draft({
      lines: [
        [3, '0.0050'],
        [1, '0.0050'],
      ],
      tax: '1.2344',
      freight: '7',
    });
    expect(exactText(exactTotal)).toBe('8.2544');
    expect(exactText(minus({ units: total.minor, scale: 2 }, exactTotal))).toBe('-0.0044');
  });
});

describe('a vendor as a supplier', () => {
  it.each([
    ['1', '500000.00'],
    ['2', '250000.00'],
    ['3', '100000.00'],
    ['4', '50000.00'],
    ['5', '10000.00'],
  ] as const)('with credit rating %s has a limit of %s dollars', (creditRating, amount) => {
    expect(enrolmentOf({ ...vendor, creditRating })).toMatchObject({
      supplierId: 'vendor-7',
      name: 'Bikes, Inc.',
      designatedAccount: { holder: 'Bikes, Inc.', number: 'BIKES0001' },
      limit: { amount, currency: 'USD' },
    });
  });
});
