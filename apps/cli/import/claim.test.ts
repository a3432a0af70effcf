import { describe, expect, it } from '@jest/globals';
import { localDate, money, parseDecimal, toText } from '#kernel';
import { claimOf, halfOf } from './claim.js';
import type { CompletePurchase } from './purchases.js';

type Line = readonly [ordered: number, price: string, received: string, rejected: string];

const claim = (...lines: readonly Line[]) =>
  claimOf({
    lines: lines.map(([quantity, price, received, rejected], index) => ({
      ...{ product: index + 1, quantity, dueDate: localDate('2022-04-29') },
      unitPrice: parseDecimal(price),
      received: parseDecimal(received),
      rejected: parseDecimal(rejected),
    })),
  } as unknown as CompletePurchase); // nothing else of it is claimed

const seen = (...lines: readonly Line[]) => {
  const found = claim(...lines);
  return found && [found.reasons, toText(found.amount).amount, found.statement];
};

describe('the claim of a purchase order', () => {
  it.each<[string, readonly Line[], ReturnType<typeof seen>]>([
    ['is none where all came and was taken', [[3, '10.0000', '3.00', '.00']], null],
    ['is none for more than was ordered', [[3, '10.0000', '4.00', '.00']], null],
    ['is none for what costs nothing', [[3, '.0000', '1.00', '1.00']], null],
    [
      'is quality for what was rejected',
      [[3, '10.2500', '3.00', '2.00']],
      [['quality'], '20.50', 'Of 3 of product 1, 2 were rejected.'],
    ],
    [
      'is quantity for what did not come',
      [[40, '10.2500', '37.00', '.00']],
      [['quantity'], '30.75', 'Of 40 of product 1, 3 are missing.'],
    ],
    [
      'is one for all lines, each rounded half-even for itself',
      [
        [9, '.0050', '8.00', '1.00'],
        [9, '.0150', '8.00', '.00'],
      ],
      [
        ['quantity'],
        '0.02',
        'Of 9 of product 1, 1 were rejected. Of 9 of product 1, 1 are missing. Of 9 of product 2, 1 are missing.',
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(seen(...lines)).toEqual(expected);
  });

  it.each([
    [700n, 350n],
    [701n, 350n],
    [703n, 352n],
    [1n, 1n],
  ])('half of %s cents is %s', (whole, half) => {
    expect(halfOf(money(whole, 'USD'))).toEqual(money(half, 'USD'));
  });
});
