import { describe, expect, it } from '@jest/globals';
import { localDate, parseDecimal } from '#kernel';
import { disputeStepsOf } from './dispute-rule.js';
import type { CompletePurchase, CreditRating } from './purchases.js';

const steps = (id: number, creditRating: CreditRating = '1', shipped = '2022-04-15', rejected = '1.00') =>
  disputeStepsOf({
    ...{ id, vendor: { creditRating }, shipDate: localDate(shipped) },
    lines: [
      {
        ...{ product: 1, quantity: 3, dueDate: localDate('2022-04-29') },
        ...{ unitPrice: parseDecimal('5.0000'), received: parseDecimal('3.00'), rejected: parseDecimal(rejected) },
      },
    ],
  } as unknown as CompletePurchase).map(({ date, step }) => `${date} ${step}`); // nothing else decides about it

describe('the days of a dispute', () => {
  it('are none where nothing is wrong', () => {
    expect(steps(1, '1', '2022-04-15', '.00')).toEqual([]);
  });

  it.each([
    ['is accepted', 8, ['2022-04-18 open', '2022-05-30 recover']],
    ['is countered', 9, ['2022-04-18 open', '2022-05-30 recover']],
    ['is contested', 10, ['2022-04-18 open', '2022-05-09 determine', '2022-05-30 recover']],
    ['is not answered', 13, ['2022-04-18 open', '2022-04-25 determine', '2022-05-30 recover']],
    ['is appealed', 14, ['2022-04-18 open', '2022-05-09 determine', '2022-05-16 appeal', '2022-05-30 recover']],
    ['is withdrawn', 15, ['2022-04-18 open', '2022-04-25 withdraw', '2022-05-30 recover']],
  ])('are Mondays: one that %s', (_, id, expected) => {
    expect(steps(id)).toEqual(expected);
  });

  it('have no recovery from suppliers of the worst ratings', () => {
    expect(steps(8, '3')).toHaveLength(2);
    expect(steps(8, '4')).toEqual(['2022-04-18 open']);
  });

  it('begin on the Monday after, also for what came on a Monday', () => {
    expect(steps(8, '5', '2022-04-17')).toEqual(['2022-04-18 open']);
    expect(steps(8, '5', '2022-04-18')).toEqual(['2022-04-25 open']);
  });
});
