import { describe, expect, it } from '@jest/globals';
import { fromData, recourseId } from '#kernel';
import type { RecourseEvent } from '#contexts/recourse';
import { DISPUTE } from '../../../test/support/dispute-history.js';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { REFUND } from '../../../test/support/refund-history.js';
import { day, usd } from '../../../test/support/values.js';
import { recourseClaims, type RecourseClaimDoc } from './index.js';

const RECOURSE = recourseId(REFUND);
const standing = (claimed: string, recovered: string, outstanding: string) => ({
  ...{ recourseId: RECOURSE, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER, against: 'supplier' as const },
  ...{ debtor: SUPPLIER, claimed: usd(claimed), recovered: usd(recovered), outstanding: usd(outstanding) },
});
const claimed = (inAll = '2000.00', recovered = '0.00', outstanding = inAll): RecourseEvent => ({
  type: 'recourse.claimed.v1',
  data: {
    ...{ ...standing(inAll, recovered, outstanding), basis: 'refund', amount: usd(outstanding) },
    ...{ disputeId: DISPUTE, refundId: REFUND, paymentId: null },
  },
});
const recovered = (inAll: string, outstanding: string): RecourseEvent => ({
  type: 'recourse.recovered.v1',
  data: { ...standing('2000.00', inAll, outstanding), amount: usd('1.00') },
});
const writtenOff: RecourseEvent = {
  type: 'recourse.written-off.v1',
  data: { ...standing('2000.00', '700.00', '0.00'), amount: usd('1300.00'), reason: 'He is gone.' },
};
/** One event a day. */
const after = (...events: readonly RecourseEvent[]): RecourseClaimDoc | null =>
  events
    .map(({ type, data }, n) => recordedAs(type, data as never, { stream: `recourse-${RECOURSE}`, at: day(n) })) // JSON by the catalogue
    .reduce<RecourseClaimDoc | null>((doc, event) => recourseClaims.project(doc, event, RECOURSE), null);

describe('the page of a recourse claim', () => {
  it('says who owes what, why, and since when', () => {
    expect(after(claimed())).toStrictEqual({
      ...{ recourseId: RECOURSE, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER },
      ...{ against: 'supplier', debtor: SUPPLIER, state: 'claimed', basis: 'refund' },
      ...{ disputeId: DISPUTE, refundId: REFUND, paymentId: null, writtenOffBecause: null },
      ...{ claimed: fromData(usd('2000.00')), recovered: fromData(usd('0.00')), outstanding: fromData(usd('2000.00')) },
      ...{ claimedAt: day(0), updatedAt: day(0) },
    });
  });

  it.each([
    ['a part has come back', [recovered('700.00', '1300.00')], 'claimed', '700.00', '1300.00'],
    ['all has come back', [recovered('2000.00', '0.00')], 'recovered', '2000.00', '0.00'],
    ['the rest will not', [recovered('700.00', '1300.00'), writtenOff], 'written-off', '700.00', '0.00'],
    [
      'more is claimed',
      [recovered('2000.00', '0.00'), claimed('2500.00', '2000.00', '500.00')],
      'claimed',
      '2000.00',
      '500.00',
    ],
  ] as const)('follows it: %s', (_, events, state, got, open) => {
    const page = after(claimed(), ...events);
    expect(page).toMatchObject({ state, recovered: fromData(usd(got)), outstanding: fromData(usd(open)) });
    expect(page).toMatchObject({ claimedAt: day(0), updatedAt: day(events.length) });
    expect(page?.writtenOffBecause).toBe(state === 'written-off' ? 'He is gone.' : null);
  });

  it('is found by the claim’s id, and is not made up without a claim', () => {
    const event = recordedAs('recourse.recovered.v1', recovered('1.00', '1.00').data as never);
    expect(recourseClaims.keys(event)).toStrictEqual([RECOURSE]);
    expect(() => recourseClaims.project(null, event, RECOURSE)).toThrow('no claim');
  });
});
