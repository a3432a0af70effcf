import { describe, expect, it } from '@jest/globals';
import { rulesFor } from '#rules';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { given as untimed } from '../../../test/support/order-given.js';
import { orderCommands } from '../../../test/support/order-commands.js';
import * as history from '../../../test/support/order-history.js';
import { ORDER, histories } from '../../../test/support/order-history.js';
import { platform } from '../../../test/support/people.js';
import { day } from '../../../test/support/values.js';
import { ordering, type OrderEvent } from './index.js';
import { timetableOf } from './timetable.js';

const rules = rulesFor('trade-assurance/1');
const of = (...events: readonly OrderEvent[]) => timetableOf(foldOf(ordering, ordering.initialState, events), rules);
const NEVER = { receiptAt: null, receiptReminderAt: null };

describe('the timetable of an order', () => {
  it('stands in every event that may move it', () => {
    const { command, by } = orderCommands['record-dispatch'];
    const { decision } = givenOf(ordering)(...histories['balance paid, goods not dispatched']).when(command, { by });
    const timetable = { receiptAt: day(63), receiptReminderAt: day(33) };
    expect(decision).toMatchObject({ events: [{ type: 'order.dispatch-recorded.v1', data: { timetable } }] });
  });

  it('is empty before both sides have confirmed, while a dispute is open, and after an end', () => {
    for (const situation of ['no order', 'submitted', 'cancelled', 'cancelled by both', 'expired'] as const)
      expect(of(...histories[situation])).toStrictEqual(NEVER);
    expect(of(...histories['awaiting receipt, dispute open'])).toStrictEqual(NEVER);
    expect(of(...histories['closed by dispute'], history.disputeEnded())).toStrictEqual(NEVER);
    expect(of(...histories['awaiting receipt, dispute open'], history.disputeEnded())).toStrictEqual(
      of(...histories['awaiting receipt']),
    );
  });

  it('waits for the receipt only while it is awaited', () => {
    expect(of(...histories['all dispatched, balance due'])).toMatchObject({ receiptAt: null });
    expect(of(...histories['awaiting receipt'])).toMatchObject({ receiptAt: day(63) });
    expect(of(...histories['awaiting receipt'], history.delivered())).toMatchObject({ receiptAt: day(69) });
    expect(of(...histories.completed)).toMatchObject({ receiptAt: null, receiptReminderAt: null });
  });
});

describe('the reminders of a receipt', () => {
  const remind = { type: 'remind-of-receipt', orderId: ORDER } as const;
  const reminded = (number: number): OrderEvent =>
    history.event('order.receipt-reminded.v1')({ number, receiptAt: day(63) });

  it('are sent 30 and 7 days before, half-open, and then no more', () => {
    const awaiting = histories['awaiting receipt'];
    untimed(...awaiting)
      .when(remind, { by: platform, at: day(33, -1) })
      .thenRefused('not-due', { dueAt: day(33) });
    untimed(...awaiting)
      .when(remind, { by: platform, at: day(33) })
      .then(reminded(1));
    untimed(...awaiting, reminded(1))
      .when(remind, { by: platform, at: day(56, -1) })
      .thenRefused('not-due', { dueAt: day(56) });
    untimed(...awaiting, reminded(1))
      .when(remind, { by: platform, at: day(56) })
      .then(reminded(2));
    untimed(...awaiting, reminded(1), reminded(2))
      .when(remind, { by: platform, at: day(60) })
      .thenNothing();
  });
});
