import { describe, expect, it } from '@jest/globals';
import { shipmentId, type LineQuantity, type ShipmentId } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import { facts, orderCommands, other } from '../../../test/support/order-commands.js';
import * as history from '../../../test/support/order-history.js';
import { ORDER, contract, contractHash, histories, type Situation } from '../../../test/support/order-history.js';
import { buyer, platform, supplier } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { ordering, type OrderCommand, type OrderEvent } from './index.js';

describe('ordering: deadlines and running totals', () => {
  it('counts the 30 days from submission, half-open', () => {
    const confirm = { type: 'confirm-order', orderId: ORDER, contractHash } as const;
    const order = given(...histories['confirmed by the buyer']);
    order.when(confirm, { by: supplier, at: day(30) }).thenRefused('order-expired-unconfirmed', { confirmBy: day(30) });
    const inTime = order.when(confirm, { by: supplier, at: day(30, -1) });
    expect(inTime.decision.kind).toBe('happened');
    const revise = { type: 'revise-order', orderId: ORDER, contract: other } as const;
    order
      .when(revise, { by: supplier, at: day(30), facts })
      .thenRefused('order-expired-unconfirmed', { confirmBy: day(30) });
  });

  it('a side that has confirmed may say so again, even late', () => {
    given(...histories['confirmed by the buyer'])
      .when({ type: 'confirm-order', orderId: ORDER, contractHash }, { by: buyer, at: day(31) })
      .thenNothing();
  });

  it('takes the balance before anything is dispatched, but not before the initial payment is complete', () => {
    const pay = { ...orderCommands['allocate-payment'].command, purpose: 'balance', amount: usd('1500.00') } as const;
    given(...histories['cover granted'])
      .when(pay, { by: platform })
      .thenRefused('initial-payment-incomplete', { phase: 'confirmed' });
    const event = { purpose: 'balance', amount: usd('1500.00'), complete: true } as const;
    given(...histories['initial payment complete'])
      .when(pay, { by: platform })
      .then(history.allocated({ ...event, phase: 'in-performance' }));
    given(...histories['all dispatched, balance due'])
      .when(pay, { by: platform })
      .then(history.allocated({ ...event, phase: 'awaiting-receipt' }));
    given(...histories['balance paid, goods not dispatched'])
      .when(pay, { by: platform })
      .thenRefused('already-paid', { purpose: 'balance', due: usd('1500.00') });
  });

  it('takes a payment once', () => {
    const pay = { ...orderCommands['allocate-payment'].command, paymentId: history.EARLIER_PAYMENT };
    given(...histories['initial payment begun'])
      .when(pay, { by: platform })
      .thenNothing();
    given(...histories['initial payment complete'])
      .when(pay, { by: platform })
      .thenNothing();
    given(...histories['awaiting receipt'])
      .when(pay, { by: platform })
      .thenNothing();
  });

  it('takes no other currency', () => {
    const pay = { ...orderCommands['allocate-payment'].command, amount: { minor: '1', currency: 'EUR' } };
    given(...histories['cover granted'])
      .when(pay, { by: platform })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });

  it('with nothing left to pay, awaits receipt as soon as everything has left', () => {
    const inFull = { ...contract, initialPayment: contract.total };
    const paid = history.allocated({
      purpose: 'initial',
      amount: usd('3000.00'),
      due: usd('3000.00'),
      complete: true,
      phase: 'in-performance',
    });
    const [, ...rest] = histories['cover granted'];
    given(history.drafted(inFull), ...rest, paid)
      .when(orderCommands['record-dispatch'].command, { by: platform })
      .then(history.dispatched('awaiting-receipt'));
  });

  it('dispatches in batches and never more than is left', () => {
    const dispatch = (lines: readonly LineQuantity[]): OrderCommand => ({
      ...orderCommands['record-dispatch'].command,
      lines,
    });
    const part = [{ line: 1, quantity: 7 }];
    const left = [
      { line: 1, quantity: 3 },
      { line: 2, quantity: 4 },
    ];
    given(...histories['initial payment complete'])
      .when(dispatch(part), { by: platform })
      .then(history.dispatched('in-performance', part, left));
    const first = { ...history.dispatched('in-performance', part, left) };
    const order = given(...histories['balance paid, goods not dispatched'], withShipment(first, OTHER_SHIPMENT));
    order
      .when(
        dispatch([
          { line: 1, quantity: 2 },
          { line: 1, quantity: 2 },
        ]),
        { by: platform },
      )
      .thenRefused('more-than-undispatched', { line: 1, undispatched: 3, asked: 4 });
    order
      .when(dispatch([{ line: 3, quantity: 1 }]), { by: platform })
      .thenRefused('more-than-undispatched', { line: 3, undispatched: 0, asked: 1 });
    order.when(dispatch(left), { by: platform }).then(history.dispatched('awaiting-receipt', left));
    given(...histories['awaiting receipt'])
      .when({ ...orderCommands['record-dispatch'].command, shipmentId: OTHER_SHIPMENT }, { by: platform })
      .thenRefused('all-dispatched');
  });
});

describe('ordering: the rule set', () => {
  it('is pinned from submission on', () => {
    const pinned = (situation: Situation): string | undefined =>
      ordering.pinnedRules?.(foldOf(ordering, ordering.initialState, histories[situation]), undefined);
    expect(pinned('drafted')).toBeUndefined();
    expect(pinned('cancelled')).toBeUndefined();
    for (const situation of ['submitted', 'cover granted', 'awaiting receipt', 'completed', 'expired'] as const)
      expect(pinned(situation)).toBe('trade-assurance/1');
  });
});

const OTHER_SHIPMENT = shipmentId(uuid('c', 2));
const withShipment = (event: OrderEvent, id: ShipmentId): OrderEvent =>
  ({ ...event, data: { ...event.data, shipmentId: id } }) as OrderEvent; // a dispatch, with another batch
