import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currency, fromText, money } from '#kernel';
import { netCovered, payable } from './index.js';

const USD = currency('USD');
const usd = (amount: string) => fromText({ amount, currency: 'USD' });
const amounts = (granted: string, consumed: string, net: string, determined: string) => ({
  granted: usd(granted),
  consumed: usd(consumed),
  net: usd(net),
  determined: usd(determined),
});

describe('payable', () => {
  // [seed] total 3,000, initial payment 1,500, supplier's remaining limit 2,000
  it.each([
    ['pre-shipment, all of it', amounts('1500.00', '0.00', '1500.00', '1500.00'), '1500.00'],
    ['post-delivery, all of it', amounts('2000.00', '0.00', '3000.00', '2000.00'), '2000.00'],
    ['post-delivery, the balance not paid', amounts('2000.00', '0.00', '1500.00', '2000.00'), '1500.00'],
    ['post-delivery, a part determined', amounts('2000.00', '0.00', '3000.00', '800.00'), '800.00'],
    ['the rest after a first refund', amounts('2000.00', '800.00', '3000.00', '2000.00'), '1200.00'],
    ['nothing left of the cover', amounts('2000.00', '2000.00', '3000.00', '500.00'), '0.00'],
    ['nothing covered', amounts('0.00', '0.00', '3000.00', '500.00'), '0.00'],
    ['money taken back since', amounts('2000.00', '800.00', '700.00', '500.00'), '0.00'],
  ])('the seed’s example: %s', (_, facts, expected) => {
    expect(payable(facts)).toStrictEqual(usd(expected));
  });

  it('counts of what arrived what the coverage type covers', () => {
    const net = { initial: usd('1500.00'), all: usd('3000.00') };
    expect(netCovered('pre-shipment', net)).toStrictEqual(usd('1500.00'));
    expect(netCovered('post-delivery', net)).toStrictEqual(usd('3000.00'));
  });

  it('invariant 2: refunds of an order never exceed what was granted, nor what stayed of what was paid', () => {
    const amount = fc.bigInt({ min: 0n, max: 50n });
    const course = fc.record({ granted: amount, net: amount, determined: fc.array(amount, { maxLength: 6 }) });
    fc.assert(
      fc.property(course, ({ granted, net, determined }) => {
        let consumed = 0n;
        for (const asked of determined) {
          const paid = payable({
            granted: money(granted, USD),
            consumed: money(consumed, USD),
            net: money(net, USD),
            determined: money(asked, USD),
          }).minor;
          expect(paid).toBeGreaterThanOrEqual(0n);
          expect(paid).toBeLessThanOrEqual(asked);
          consumed += paid;
          expect(consumed).toBeLessThanOrEqual(granted < net ? granted : net);
          // never less than the rules allow
          if (paid < asked) expect(consumed).toBe(granted < net ? granted : net);
        }
      }),
    );
  });
});
