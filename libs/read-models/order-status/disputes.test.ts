import { describe, expect, it } from '@jest/globals';
import { fromData, type DomainEvent } from '#kernel';
import {
  ORDER,
  disputeEnded,
  disputeEscalated,
  disputeOpened,
  histories,
} from '../../../test/support/order-history.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { failed, succeeded } from '../../../test/support/refund-history.js';
import { day, usd } from '../../../test/support/values.js';
import { orderStatus, type OrderStatusDoc } from './index.js';

/** The refund is recorded a day after everything else. */
const pageAfter = (...events: readonly DomainEvent<string, object>[]): OrderStatusDoc =>
  [...histories['awaiting receipt'], ...events]
    .map(({ type, data }, revision) => {
      const [stream, at] = type.startsWith('refund.') ? ['refund-1', day(1)] : [`order-${ORDER}`, day(0)];
      return recordedAs(type, data as never, { stream, revision, at }); // JSON by the catalogue
    })
    .reduce<OrderStatusDoc | null>((doc, event) => orderStatus.project(doc, event, ORDER), null)!;

const escalated = [disputeOpened(), disputeEscalated()];

describe('the page of an order of which a refund was paid', () => {
  it('says so at once, not only when the dispute is final', () => {
    const before = pageAfter(...escalated);
    expect(before).toMatchObject({ status: 'Escalated', disputes: [{ refunded: null }] });
    const page = pageAfter(...escalated, succeeded);
    expect(page).toMatchObject({
      status: 'Refunded',
      updatedAt: day(1),
      revision: before.revision,
      disputes: [{ status: 'escalated', outcome: null, refunded: fromData(usd('2000.00')) }],
    });
  });

  it('adds what an appeal has raised it by', () => {
    expect(pageAfter(...escalated, succeeded, succeeded).disputes).toMatchObject([
      { refunded: fromData(usd('4000.00')) },
    ]);
  });

  it('has the sum of the dispute’s end from then on, in whatever order the two are heard of', () => {
    const ended = disputeEnded(usd('2000.00'));
    for (const events of [
      [...escalated, succeeded, ended],
      [...escalated, ended, succeeded],
      [disputeOpened(), succeeded, disputeEscalated()],
    ])
      expect(pageAfter(...events)).toMatchObject({
        status: 'Refunded',
        disputes: [{ refunded: fromData(usd('2000.00')) }],
      });
  });

  it('says nothing of a refund that could not be paid', () => {
    expect(pageAfter(...escalated, failed())).toMatchObject({ status: 'Escalated', disputes: [{ refunded: null }] });
  });
});
