import { describe, expect, it } from '@jest/globals';
import { shipmentId, subtract, toData, type Actor, type Decision, type Instant } from '#kernel';
import { ordering, shippableOrder, type OrderEvent } from '#contexts/ordering';
import { shipment } from '#contexts/shipment';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import {
  ORDER,
  PAYMENT,
  contract,
  contractFacts,
  histories,
  type Situation,
} from '../../../test/support/order-history.js';
import { buyer, platform, supplier } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { orderStatus, viewFor, type OrderAct, type OrderStatusDoc } from './index.js';

const situations = (Object.keys(histories) as Situation[]).filter((each) => each !== 'no order');
const pageOf = (events: readonly OrderEvent[]): OrderStatusDoc =>
  events
    .map(({ type, data }, revision) => recordedAs(type, data as never, { stream: `order-${ORDER}`, revision })) // JSON by the catalogue
    .reduce<OrderStatusDoc | null>((doc, event) => orderStatus.project(doc, event, ORDER), null)!;

/** What the rules say when the act is tried. */
function tried(act: OrderAct, past: readonly OrderEvent[], by: Actor, at: Instant): Decision<unknown> {
  const given = givenOf(ordering)(...past);
  const pay = { type: 'allocate-payment', orderId: ORDER, paymentId: PAYMENT, amount: usd('1.00') } as const;
  switch (act) {
    case 'revise-order': {
      const changed = { ...contract, qualityTerms: 'ISO 4210' };
      return given.when({ type: act, orderId: ORDER, contract: changed }, { by, at, facts: contractFacts }).decision;
    }
    case 'confirm-order':
      return given.when({ type: act, orderId: ORDER, contractHash: pageOf(past).contract.hash }, { by, at }).decision;
    case 'cancel-order':
      return given.when({ type: act, orderId: ORDER, reason: '' }, { by, at }).decision;
    case 'propose-cancellation':
      return given.when({ type: act, orderId: ORDER, amountToReturn: usd('0.00'), reason: 'x' }, { by, at }).decision;
    case 'accept-cancellation':
      return given.when({ type: act, orderId: ORDER, amountToReturn: usd('500.00') }, { by, at }).decision;
    case 'propose-amendment': {
      const changed = { ...contract, qualityTerms: 'ISO 4210' };
      return given.when({ type: act, orderId: ORDER, contract: changed }, { by, at, facts: contractFacts }).decision;
    }
    case 'accept-amendment':
    case 'reject-amendment': {
      const order = foldOf(ordering, ordering.initialState, past);
      const proposed = 'amendment' in order ? order.amendment : null;
      const hash = proposed?.contractHash ?? 'of nothing';
      return given.when({ type: act, orderId: ORDER, contractHash: hash }, { by, at }).decision;
    }
    case 'waive-shortfall': {
      const order = foldOf(ordering, ordering.initialState, past);
      const debts = 'debts' in order ? order.debts : null;
      const purpose = order.phase === 'confirmed' ? 'initial' : 'balance';
      const amount = debts === null ? usd('1.00') : toData(subtract(debts[purpose].due, debts[purpose].allocated));
      return given.when({ type: act, orderId: ORDER, purpose, amount }, { by, at }).decision;
    }
    case 'give-feedback':
    case 'revise-feedback':
      return given.when({ type: act, orderId: ORDER, rating: 1, text: 'another text' }, { by, at }).decision;
    case 'remind-supplier':
    case 'give-ready-notice':
    case 'submit-order':
    case 'reject-cancellation':
    case 'acknowledge-reduced-cover':
    case 'confirm-receipt':
      return given.when({ type: act, orderId: ORDER }, { by, at }).decision;
    case 'pay-initial':
      return given.when({ ...pay, purpose: 'initial' }, { by: platform, at }).decision;
    case 'pay-balance':
      return given.when({ ...pay, purpose: 'balance' }, { by: platform, at }).decision;
    case 'dispatch-shipment': {
      const batch = { shipmentId: shipmentId(uuid('c', 7)), orderId: ORDER, carrier: 'COSCO', trackingNumber: '1' };
      const order = shippableOrder(foldOf(ordering, ordering.initialState, past));
      const command = { type: act, ...batch, lines: [{ line: 1, quantity: 1 }] } as const;
      return givenOf(shipment)().when(command, { by, at, facts: { order } }).decision;
    }
  }
}

const cases = situations.flatMap((situation) =>
  [day(0), day(0, 3_600_000), day(30, -1), day(30), day(60)].flatMap((at) =>
    [buyer, supplier].map((actor) => ({ situation, at, actor, role: actor.role })),
  ),
);

describe('what the page foretells is what the rules decide', () => {
  it.each(cases)('$situation, $role at $at', ({ situation, at, actor }) => {
    const past = histories[situation];
    const { acts } = viewFor(pageOf(past), { actor, now: at });
    expect(acts.length).toBeGreaterThan(4);
    for (const { act, allowed, whyNot } of acts) {
      const decision = tried(act, past, actor, at);
      const expected =
        decision.kind === 'refused' ? decision.code : decision.kind === 'nothing' ? 'already-done' : null;
      expect({ act, allowed, whyNot }).toStrictEqual({ act, allowed: decision.kind === 'happened', whyNot: expected });
    }
  });
});
