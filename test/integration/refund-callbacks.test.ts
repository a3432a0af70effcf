import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { usd } from '../support/orders.js';
import { checking, Paying } from '../support/paying.js';

interface RefundPage {
  readonly refunds: readonly { readonly refundId: string; readonly status: string; readonly amount: object }[];
}

/** Waits until the only refund of a dispute looks as it should. @throws with how it looks instead, after 20 seconds */
async function refundIs(paying: Paying, dispute: string, status: string): Promise<void> {
  for (const giveUpAt = Date.now() + 20_000; ;) {
    const { refunds } = (await paying.api.get(OPERATOR, `/v1/disputes/${dispute}`)).body as RefundPage;
    if (refunds[0]?.status === status) return;
    if (Date.now() > giveUpAt) throw new Error(`The refunds stay ${JSON.stringify(refunds)}`);
    await sleep(50);
  }
}

/** The initial payment has arrived, and the parties have agreed on a refund of 800, on a Monday. @returns the dispute */
async function agreed(paying: Paying, how: object): Promise<string> {
  const order = await paying.order();
  const id = await paying.pay(order, how);
  await paying.advance('2m');
  await paying.until(id, ({ phase }) => phase === 'processing');
  await paying.api.done(OPERATOR, '/v1/clock/settings', { to: '2027-03-15T15:00:00Z' });
  await paying.until(id, ({ phase }) => phase === 'allocated');
  const claim = { reasons: ['quality'], batches: [], statement: 'The samples are torn.' };
  const { id: dispute } = await paying.api.done(BUYER, `/v1/orders/${order}/disputes`, claim);
  const offer = { kind: 'refund', amount: usd('800.00'), note: 'For your trouble.' };
  await paying.api.done(SUPPLIER, `/v1/disputes/${dispute}/offers`, offer);
  await paying.api.done(BUYER, `/v1/disputes/${dispute}/acceptances`, { offer: 1 });
  return dispute;
}

describe('the provider calls back about a refund', () => {
  it('that the money is there: it is asked, and the refund has succeeded before anybody would have looked', async () => {
    const paying = await Paying.open();
    const dispute = await agreed(paying, checking('04')); // it repeats what it tells
    await refundIs(paying, dispute, 'submitted');
    // It is there on the next working day; the platform looks after an hour, and a day after that.
    await paying.advance('24h');
    await paying.advance('30m');
    await refundIs(paying, dispute, 'succeeded');
    await paying.advance('3d');
    const { body } = await paying.api.get(BUYER, `/v1/disputes/${dispute}`);
    expect((body as RefundPage).refunds).toMatchObject([
      { refundId: `${dispute}-1`, status: 'succeeded', amount: usd('800.00') },
    ]);
  });

  it('that it has failed: it is tried again, and goes once', async () => {
    const paying = await Paying.open();
    const dispute = await agreed(paying, checking('12'));
    await refundIs(paying, dispute, 'submitted');
    await paying.advance('2m');
    await refundIs(paying, dispute, 'failed');
    await paying.advance('1h');
    await refundIs(paying, dispute, 'submitted');
    await paying.advance('4d');
    await refundIs(paying, dispute, 'succeeded');
  });
});
