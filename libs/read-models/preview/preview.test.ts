import { describe, expect, it } from '@jest/globals';
import { fromData, instant, type MoneyData } from '#kernel';
import { CURRENT, rulesFor } from '#rules';
import { usd } from '../../../test/support/values.js';
import { previewCover, previewMethods, type Plan } from './index.js';

const money = (amount: string) => fromData(usd(amount));
const plan = (more: Partial<Plan> = {}): Plan => ({
  total: money('3000.00'),
  initialPayment: money('1500.00'),
  remaining: money('2000.00'),
  country: null,
  ...more,
});
const monday = instant('2027-03-01T15:00:00Z');
const methods = (more: Partial<Plan> = {}, feeByCountry = {}) =>
  previewMethods(plan(more), rulesFor(CURRENT), { feeByCountry, calendar: 'us-banking' }, monday);

describe('a preview of cover', () => {
  it('is the seed’s example: 1,500 before shipment, 2,000 after delivery', () => {
    expect(previewCover(plan())).toEqual([
      { coverageType: 'pre-shipment', base: money('1500.00'), covered: money('1500.00'), reduced: false },
      { coverageType: 'post-delivery', base: money('3000.00'), covered: money('2000.00'), reduced: true },
    ]);
  });

  it.each([
    ['3000.00', false],
    ['2999.99', true],
    ['0.00', true],
  ])('of %s left is reduced: %s', (remaining, reduced) => {
    expect(previewCover(plan({ remaining: money(remaining) }))[1]).toMatchObject({
      covered: money(remaining),
      reduced,
    });
  });
});

describe('a preview of the ways to pay', () => {
  it('says what each costs, and when the money would arrive [seed]', () => {
    const calendar = 'us-banking';
    expect(methods()).toEqual([
      {
        ...{ method: 'e-checking', fee: money('15.00'), feeAdvice: null, limitPerTransaction: null, transactions: 1 },
        estimatedArrival: { from: '2027-03-05', to: '2027-03-08', calendar },
      },
      {
        ...{ method: 'card', fee: money('0.00'), feeAdvice: null, transactions: 1 },
        limitPerTransaction: money('20000.00'),
        estimatedArrival: { from: '2027-03-03', to: '2027-03-04', calendar },
      },
      {
        ...{ method: 'tt', fee: null, feeAdvice: 'ask-your-bank', limitPerTransaction: null, transactions: 1 },
        estimatedArrival: { from: '2027-03-04', to: '2027-03-10', calendar },
      },
    ]);
  });

  it.each([
    ['20000.00', 1],
    ['20000.01', 2],
    ['60000.00', 3],
  ])('takes a card for %s %d times', (amount, transactions) => {
    expect(methods({ initialPayment: money(amount) })[1]).toMatchObject({ transactions });
  });

  it('knows what a transfer costs from where an operator has said so', () => {
    const fees = { DE: money('25.00') };
    expect(methods({ country: 'DE' }, fees)[2]).toMatchObject({ fee: money('25.00'), feeAdvice: null });
    expect(methods({ country: 'FR' }, fees)[2]).toMatchObject({ fee: null, feeAdvice: 'ask-your-bank' });
  });

  it('does not offer a deduction in dollars for an order in another currency', () => {
    const euros: MoneyData = { minor: '150000', currency: 'EUR' };
    const offered = methods({ initialPayment: fromData(euros) });
    expect(offered.map(({ method, limitPerTransaction }) => [method, limitPerTransaction])).toEqual([
      ['card', null],
      ['tt', null],
    ]);
  });
});
