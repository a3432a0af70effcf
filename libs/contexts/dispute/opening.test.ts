import { describe, expect, it } from '@jest/globals';
import { disputeId, shipmentId, type Instant, type ShipmentId } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { BATCH, DISPUTE, REQUEST, facts, offered, opened, order } from '../../../test/support/dispute-history.js';
import { ORDER } from '../../../test/support/order-history.js';
import { buyer, thirdParties } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import {
  dispute,
  type Claim,
  type ClaimedOrder,
  type DisputeFacts,
  type DisputePhase,
  type OpenDispute,
} from './index.js';

const given = givenOf(dispute);
const open: OpenDispute = {
  type: 'open-dispute',
  disputeId: DISPUTE,
  orderId: ORDER,
  number: 1,
  requestId: REQUEST,
  reasons: ['quality'],
  batches: [BATCH],
  statement: 'The welds are cracked.',
  demand: null,
};
const OTHER_BATCH: ShipmentId = shipmentId(uuid('c', 2));
const about = (changes: Partial<ClaimedOrder>, more: DisputeFacts = {}) => ({
  facts: { ...facts, order: { ...order, ...changes }, ...more },
  by: buyer,
});
const at = (now: Instant) => ({ by: buyer, facts, at: now });

describe('dispute: the opening', () => {
  it('waits for the initial payment to be complete [seed]', () => {
    given()
      .when(open, about({ phase: 'confirmed', initialPayment: { complete: false, completedAt: null } }))
      .thenRefused('initial-payment-incomplete', { phase: 'confirmed' });
    // also where it was complete, and the money was taken back since
    given()
      .when(open, about({ initialPayment: { complete: false, completedAt: day(-30) } }))
      .thenRefused('initial-payment-incomplete', { phase: 'awaiting-receipt' });
  });

  it.each(['cancelled', 'expired', 'closed-by-dispute'])('is not for an order that is %s', (phase) => {
    given().when(open, about({ phase })).thenRefused(`order-${phase}`);
  });

  it('is possible after receipt, for as long as the window is open', () => {
    given()
      .when(open, about({ phase: 'completed' }))
      .then(opened());
  });

  it('is for an order that exists, and for nobody who is not in it', () => {
    given().when(open, { by: buyer }).thenRefused('unknown-order', { orderId: ORDER });
    given()
      .when(open, { by: buyer, facts: { order: null } })
      .thenRefused('unknown-order', { orderId: ORDER });
    for (const actor of thirdParties)
      given().when(open, { by: actor, facts }).thenRefused('unknown-order', { orderId: ORDER });
  });

  it('dispute exactly at the edge of its window: half-open, at the end it is too late', () => {
    const closesAt = day(170); // 180 days from the dispatch
    expect(given().when(open, at(day(170, -1))).decision.kind).toBe('happened');
    given()
      .when(open, at(closesAt))
      .thenRefused('claim-window-closed', { reason: 'quality', shipmentId: BATCH, closesAt });
  });

  it('is not before the window: a claim of what has not left waits for the ship-by day', () => {
    given()
      .when({ ...open, reasons: ['not-shipped'], batches: [] }, about({ shipByEnd: day(4), allDispatchedAt: null }))
      .thenRefused('claim-too-early', { reason: 'not-shipped', shipmentId: null, opensAt: day(4) });
  });

  it('takes several reasons, each with the batches that it is about', () => {
    const late = order.batches[0]!;
    const changes = { allDispatchedAt: null, batches: [late, { ...late, shipmentId: OTHER_BATCH }] };
    const reasons = ['not-shipped', 'quality', 'late-shipment'] as const;
    const { decision } = given().when({ ...open, reasons, batches: [BATCH, OTHER_BATCH, BATCH] }, about(changes));
    const claims: Claim[] = [
      { reason: 'not-shipped', shipmentId: null },
      { reason: 'quality', shipmentId: BATCH },
      { reason: 'quality', shipmentId: OTHER_BATCH },
      { reason: 'late-shipment', shipmentId: BATCH },
      { reason: 'late-shipment', shipmentId: OTHER_BATCH },
    ];
    expect(decision).toMatchObject({ events: [{ data: { windows: claims } }] });
  });

  it.each<[string, Partial<OpenDispute>, Partial<ClaimedOrder>, string, object]>([
    ['a reason', { reasons: [] }, {}, 'no-reasons', {}],
    ['a batch, after delivery', { batches: [] }, {}, 'no-batches', { reason: 'quality' }],
    [
      'a batch that is there, also where goods have not left',
      { reasons: ['not-shipped'], batches: [OTHER_BATCH] },
      { shipByEnd: day(0), allDispatchedAt: null },
      'unknown-shipment',
      { shipmentId: OTHER_BATCH },
    ],
    ['a batch that left', { batches: [OTHER_BATCH] }, {}, 'unknown-shipment', { shipmentId: OTHER_BATCH }],
    [
      'a batch that was late, for lateness',
      { reasons: ['late-shipment'] },
      { shipByEnd: day(10) },
      'no-claim-window',
      { reason: 'late-shipment', shipmentId: BATCH },
    ],
  ])('names %s', (_, changes, ofOrder, code, said) => {
    expect(given().when({ ...open, ...changes }, about(ofOrder)).decision).toStrictEqual({
      kind: 'refused',
      code,
      facts: said,
    });
  });

  it('under pre-shipment cover needs no batch while goods have not left', () => {
    const changes = { coverageType: 'pre-shipment', allDispatchedAt: null, batches: [] } as const;
    const { decision } = given().when({ ...open, batches: [] }, about(changes));
    expect(decision).toMatchObject({
      events: [{ data: { windows: [{ reason: 'quality', shipmentId: null, opensAt: day(-30), closesAt: null }] } }],
    });
  });

  it('says at once what would settle it, within what is payable', () => {
    const demand = { kind: 'refund', amount: usd('2000.00') } as const;
    given()
      .when({ ...open, demand }, { by: buyer, facts })
      .then(opened(), offered('buyer', 1, usd('2000.00'), { at: day(0), phase: 'awaiting-supplier' }));
    given()
      .when({ ...open, demand: { ...demand, amount: usd('2000.01') } }, { by: buyer, facts })
      .thenRefused('offer-exceeds-cover', { payable: usd('2000.00') });
  });
});

describe('dispute: one after the other', () => {
  const second = { ...open, disputeId: disputeId(`${ORDER}-2`), number: 2 };
  const after = (phase: DisputePhase, claims: readonly Claim[] = [{ reason: 'quality', shipmentId: BATCH }]) => ({
    by: buyer,
    facts: { ...facts, previous: [{ disputeId: DISPUTE, phase, respondBy: day(5), claims }] },
  });

  it.each<DisputePhase>([
    'awaiting-supplier',
    'negotiating',
    'escalated',
    'under-determination',
    'determined',
    'appealed',
  ])('number two is not opened while number one is %s', (phase) => {
    given().when(second, after(phase)).thenRefused('dispute-already-open', { disputeId: DISPUTE });
  });

  it('of two racing openings one gets dispute-already-open', () => {
    const requestId = uuid('d', 2);
    given(opened())
      .when({ ...open, requestId }, { by: buyer, facts })
      .thenRefused('dispute-already-open', { disputeId: DISPUTE });
    given(opened()).when(open, { by: buyer, facts }).thenNothing(); // the same request again
  });

  it('numbers leave no gap', () => {
    given().when(second, { by: buyer, facts }).thenRefused('dispute-number-taken', { disputeId: second.disputeId });
    given().when(open, after('withdrawn')).thenRefused('dispute-number-taken', { disputeId: DISPUTE });
  });

  it.each<DisputePhase>(['final', 'settled'])('second dispute on the same facts: refused after %s', (phase) => {
    given()
      .when(second, after(phase))
      .thenRefused('claim-already-decided', { disputeId: DISPUTE, reason: 'quality', shipmentId: BATCH });
    // other facts are another matter
    const other: Claim[] = [
      { reason: 'quality', shipmentId: OTHER_BATCH },
      { reason: 'quantity', shipmentId: BATCH },
    ];
    expect(given().when(second, after(phase, other)).decision.kind).toBe('happened');
  });

  it('the same facts are those of all goods, and of each batch that had left', () => {
    const whole: Claim[] = [{ reason: 'quality', shipmentId: null }];
    const decided = { disputeId: DISPUTE, reason: 'quality', shipmentId: BATCH };
    given().when(second, after('settled', whole)).thenRefused('claim-already-decided', decided);
    const left = { ...order, batches: [{ ...order.batches[0]!, dispatchedAt: day(0, 1) }] };
    const later = { ...after('settled', whole), at: day(1) };
    const leftLater = { ...later, facts: { ...later.facts, order: left } };
    expect(given().when(second, leftLater).decision.kind).toBe('happened');

    const all = { ...second, batches: [] };
    const preShipment = (changes: Partial<ClaimedOrder>) => ({
      ...after('final'),
      facts: {
        ...after('final').facts,
        order: { ...order, coverageType: 'pre-shipment' as const, unansweredChecks: 1, ...changes },
      },
    });
    given()
      .when(all, preShipment({}))
      .thenRefused('claim-already-decided', { ...decided, shipmentId: null });
    expect(given().when(all, preShipment({ allDispatchedAt: null })).decision.kind).toBe('happened');
  });

  it.each<DisputePhase>(['lapsed', 'withdrawn'])('second dispute on the same facts: allowed after %s', (phase) => {
    given()
      .when(second, after(phase))
      .then(opened({ disputeId: second.disputeId, number: 2 }));
  });
});
