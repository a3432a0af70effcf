import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, JsonObject } from '#kernel';
import { ORDER } from '../../../test/support/order-history.js';
import * as paying from '../../../test/support/payment-history.js';
import { SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { REFUND, inReview, retried, succeeded } from '../../../test/support/refund-history.js';
import { day, uuid } from '../../../test/support/values.js';
import { operatorTasks, type OperatorTaskDoc } from './index.js';

const about = { orderId: ORDER, supplier: SUPPLIER };
const event = (type: string, data: object): DomainEvent<string, object> => ({ type, data });
const DISPUTE = `${ORDER}-1`;
const INQUIRY = uuid('e', 3);
const hold = (late: boolean) =>
  event('coverage.held.v1', { orderId: ORDER, supplierId: SUPPLIER, disputeId: DISPUTE, late });
const left = event('order.left-to-operators.v1', about);
const inquiry = (what: string) => event(`inquiry.${what}.v1`, { ...about, inquiryId: INQUIRY });
const RETURN = `${paying.subject.paymentId}-excess`;

/** All tasks after the events, one a day, as the runner folds them. */
function tasksAfter(...events: readonly DomainEvent<string, object>[]): readonly (OperatorTaskDoc | null)[] {
  const tasks = new Map<string, OperatorTaskDoc | null>();
  events.forEach(({ type, data }, n) => {
    const recorded = recordedAs(type, data as JsonObject, { at: day(n) });
    for (const key of operatorTasks.keys(recorded))
      tasks.set(key, operatorTasks.project(tasks.get(key) ?? null, recorded, key));
  });
  return [...tasks.values()];
}

describe('what waits for an operator', () => {
  it('says what it is about, why, and since when', () => {
    expect(tasksAfter(inReview)).toStrictEqual([
      {
        ...{ taskId: `refund-review-${REFUND}`, kind: 'refund-review', subject: REFUND, ...about },
        ...{ state: 'open', reason: 'account-closed', openedAt: day(0), doneAt: null },
      },
    ]);
  });

  it.each([
    ['refund-review', REFUND, inReview, [retried('operator'), succeeded]],
    ['return-by-hand', RETURN, paying.returnFailed(false), [paying.returnAuthorised(), paying.returned('operator')]],
    ['late-hold', DISPUTE, hold(true), [event('coverage.unheld.v1', { disputeId: DISPUTE })]],
    [
      'order-left-to-operators',
      ORDER,
      left,
      [
        event('order.payment-allocated.v1', { orderId: ORDER, phase: 'in-performance' }),
        event('order.shortfall-waived.v1', { orderId: ORDER, phase: 'in-performance' }),
        event('order.cancelled.v1', { orderId: ORDER }),
        event('order.closed-by-dispute.v1', { orderId: ORDER }),
      ],
    ],
    ['payment-inquiry', INQUIRY, inquiry('opened'), ['matched', 'answered', 'withdrawn'].map(inquiry)],
  ])('%s: it is done by whatever goes on, and once', (kind, subject, opening, endings) => {
    for (const ending of endings) {
      const task = { kind, subject, ...about, openedAt: day(0) };
      expect(tasksAfter(opening)).toMatchObject([{ ...task, state: 'open', doneAt: null }]);
      expect(tasksAfter(opening, ending, ending)).toMatchObject([{ ...task, state: 'done', doneAt: day(1) }]);
      expect(tasksAfter(ending)).toStrictEqual([null]); // it never waited for anybody
    }
  });

  it('waits anew when it comes back', () => {
    expect(tasksAfter(inReview, retried('operator'), inReview)).toMatchObject([
      { state: 'open', openedAt: day(2), doneAt: null },
    ]);
  });

  it('is not what goes on by itself', () => {
    expect(tasksAfter(hold(false))).toStrictEqual([]);
    expect(tasksAfter(paying.returnFailed(true))).toStrictEqual([null]);
    const part = event('order.payment-allocated.v1', { orderId: ORDER, phase: 'confirmed' });
    expect(tasksAfter(left, part)).toMatchObject([{ state: 'open' }]);
  });
});
