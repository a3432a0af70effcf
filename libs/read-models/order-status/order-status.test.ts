import { describe, expect, it } from '@jest/globals';
import { addDays, endOfDay, fromData, orderPhaseSchema, type Instant } from '#kernel';
import { Market } from '../../../test/support/market.js';
import * as history from '../../../test/support/order-history.js';
import {
  ORDER,
  SHIPMENT,
  account,
  contract,
  contractHash,
  histories,
  type Situation,
} from '../../../test/support/order-history.js';
import { buyer, operator, supplier } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd } from '../../../test/support/values.js';
import type { OrderEvent } from '#contexts/ordering';
import { orderStatus, viewFor, type NextStep, type OrderStatusDoc, type StatusWord } from './index.js';

const stream = `order-${ORDER}`;
const fold = (events: readonly OrderEvent[], at: Instant = day(0)): OrderStatusDoc | null =>
  events
    .map(({ type, data }, revision) => recordedAs(type, data as never, { stream, revision, at })) // JSON by the catalogue
    .reduce<OrderStatusDoc | null>((doc, event) => orderStatus.project(doc, event, ORDER), null);

const shipByEnds = endOfDay(contract.shipBy);
const step = (act: NextStep['act'], whose: NextStep['whose'], by: Instant | null = null): NextStep => ({
  act,
  by,
  whose,
});

/** The words, what happens next, by when, and whose move it is. */
const pages: Record<Exclude<Situation, 'no order'>, [StatusWord, NextStep | null]> = {
  drafted: ['Waiting for confirmation', step('submit-order', 'either')],
  submitted: ['Waiting for confirmation', step('confirm-order', 'both', day(30))],
  'confirmed by the buyer': ['Waiting for confirmation', step('confirm-order', 'supplier', day(30))],
  'reserving cover': ['Reserving cover', step('reserve-cover', 'platform')],
  'cover granted': ['Pending payment', step('pay-initial', 'buyer', day(60))],
  'cover reduced': ['Acknowledge reduced cover', step('acknowledge-reduced-cover', 'buyer', day(60))],
  'reduced cover acknowledged': ['Pending payment', step('pay-initial', 'buyer', day(60))],
  'initial payment begun': ['Pending payment', step('pay-initial', 'buyer', day(60))],
  'initial payment complete': ["Waiting for supplier's shipment", step('dispatch-shipment', 'supplier', shipByEnds)],
  'all dispatched, balance due': ['Balance due', step('pay-balance', 'buyer')],
  'all dispatched and delivered, balance due': ['Balance due', step('pay-balance', 'buyer')],
  'balance paid, goods not dispatched': [
    "Waiting for supplier's shipment",
    step('dispatch-shipment', 'supplier', shipByEnds),
  ],
  'awaiting receipt': ['Waiting for Delivery Confirmation', step('confirm-receipt', 'buyer')],
  'awaiting receipt, dispute open': ['Dispute open', step('confirm-receipt', 'buyer')],
  'initial payment called back after dispatch': ['Pending payment', step('pay-initial', 'buyer', day(60))],
  completed: ['Completed', null],
  'completed, feedback given': ['Completed', null],
  'initial payment complete, amendment proposed': [
    "Waiting for supplier's shipment",
    step('dispatch-shipment', 'supplier', shipByEnds),
  ],
  'amended, cover to be adjusted': [
    "Waiting for supplier's shipment",
    step('dispatch-shipment', 'supplier', shipByEnds),
  ],
  'initial payment complete, cancellation proposed': [
    "Waiting for supplier's shipment",
    step('dispatch-shipment', 'supplier', shipByEnds),
  ],
  cancelled: ['Cancelled', null],
  'cancelled by both': ['Cancelled', null],
  expired: ['Expired', null],
  'closed by dispute': ['Closed by dispute', null],
};

describe('the status page’s words', () => {
  it.each(Object.entries(pages))('%s', (situation, [status, next]) => {
    const events = histories[situation as Situation]; // the table's own key
    expect(fold(events)).toMatchObject({ status, next, revision: events.length - 1 });
  });

  it('of a dispute go before the phase, and the ends of an order before those', () => {
    const { disputeOpened, disputeEscalated, disputeEnded, closedByDispute } = history;
    const completed = histories.completed;
    const word = (...events: readonly OrderEvent[]) => fold(events)?.status;
    expect(word(...completed, disputeOpened())).toBe('Dispute open');
    expect(word(...completed, disputeOpened(), disputeEscalated())).toBe('Escalated');
    expect(word(...completed, disputeOpened(), disputeEscalated(), disputeEnded())).toBe('Refunded');
    expect(word(...completed, disputeOpened(), disputeEnded(null))).toBe('Completed');
    expect(word(...completed, disputeOpened(), disputeEnded(usd('0.00')))).toBe('Completed');
    const ended = [disputeEnded(), closedByDispute('awaiting-receipt')];
    expect(word(...histories['awaiting receipt, dispute open'], ...ended)).toBe('Closed by dispute');
  });

  it('are shown in every phase', () => {
    const phases = new Set(Object.keys(pages).map((situation) => fold(histories[situation as Situation])?.phase));
    expect([...phases].sort()).toStrictEqual([...(orderPhaseSchema.json['enum'] as string[])].sort());
  });
});

describe('the status page of an order that is amended', () => {
  const proposed = histories['initial payment complete, amendment proposed'];

  it('shows the proposal beside the contract that binds, until it is answered', () => {
    const page = fold(proposed);
    expect(page).toMatchObject({
      contract: { hash: contractHash },
      proposedAmendment: {
        by: 'supplier',
        lapsesAt: day(10),
        contract: { hash: history.amendmentHash, total: fromData(usd('3400.00')) },
        initialPayment: fromData(usd('1500.00')),
      },
    });
    for (const answer of [history.amendmentRejected(), history.amendmentLapsed()])
      expect(fold([...proposed, answer])).toMatchObject({ contract: { hash: contractHash }, proposedAmendment: null });
  });

  it('then shows what is owed, to leave and to be covered by the new one', () => {
    expect(fold([...proposed, history.amended()])).toMatchObject({
      contract: { hash: history.amendmentHash },
      proposedAmendment: null,
      cover: { base: fromData(usd('3400.00')), requested: null, granted: null },
      payments: {
        initial: { due: fromData(usd('1500.00')), arrived: fromData(usd('1500.00')), complete: true },
        balance: { due: fromData(usd('1900.00')), complete: false },
      },
      undispatched: [
        { line: 1, quantity: 12 },
        { line: 2, quantity: 4 },
      ],
    });
    const unchanged = history.amended({ coverChanges: false });
    expect(fold([...proposed, unchanged])).toMatchObject({ cover: { granted: fromData(usd('3000.00')) } });
  });
});

describe('the status page of an order whose cover an amendment in performance has changed', () => {
  const { amended, amendmentProposed, acknowledged, coverRecorded, dispatched } = history;
  const amendedIn = [...histories['initial payment complete'], amendmentProposed(), amended()];
  const reduced = coverRecorded(usd('2000.00'));
  const BALANCE = step('pay-balance', 'buyer');
  const ACKNOWLEDGE = step('acknowledge-reduced-cover', 'buyer');

  it.each<[string, readonly OrderEvent[], StatusWord, NextStep]>([
    ['is being adjusted', [dispatched('in-performance')], 'Reserving cover', step('reserve-cover', 'platform')],
    ['was reduced', [dispatched('in-performance'), reduced], 'Acknowledge reduced cover', ACKNOWLEDGE],
    ['was acknowledged', [dispatched('in-performance'), reduced, acknowledged()], 'Balance due', BALANCE],
    ['was granted in full', [dispatched('in-performance'), coverRecorded()], 'Balance due', BALANCE],
  ])('asks for the balance only once the buyer can pay it: it %s', (_, events, status, next) => {
    const page = fold([...amendedIn, ...events])!;
    expect(page).toMatchObject({ phase: 'in-performance', status, next });
    const acts = viewFor(page, { actor: buyer, now: day(1) }).acts.filter(({ allowed }) => allowed);
    const isPayable = acts.some(({ act }) => act === 'pay-balance');
    expect(isPayable).toBe(next.act === 'pay-balance');
    expect(next.whose === 'platform' || acts.some(({ act }) => act === next.act)).toBe(true);
  });

  it('waits for the goods before, which may leave all the same', () => {
    expect(fold([...amendedIn, reduced])?.status).toBe("Waiting for supplier's shipment");
  });
});

describe('the status page of an order that the clock moves', () => {
  it('says when the receipt counts as confirmed', () => {
    const timetable = { receiptAt: day(63), receiptReminderAt: day(33) };
    const delivered = history.delivered();
    const timed = { ...delivered, data: { ...delivered.data, timetable } } as OrderEvent;
    const awaiting = [...histories['awaiting receipt'], timed];
    expect(fold(awaiting)).toMatchObject({
      automaticReceiptAt: day(63),
      next: step('confirm-receipt', 'buyer', day(63)),
    });
    expect(fold([...awaiting, history.closedByDispute('awaiting-receipt')])).toMatchObject({
      automaticReceiptAt: null,
    });
    expect(fold([...awaiting, history.readyNotice()])).toMatchObject({ automaticReceiptAt: day(63) }); // without a timetable
  });
});

describe('the status page', () => {
  it('of a new order says what was agreed on and where to pay', () => {
    const none = fromData(usd('0.00'));
    const half = fromData(usd('1500.00'));
    expect(fold(histories.drafted)).toStrictEqual({
      orderId: ORDER,
      buyer: contract.buyer,
      supplier: contract.supplier,
      supplierName: 'Ningbo Cycles',
      status: 'Waiting for confirmation',
      phase: 'drafted',
      revision: 0,
      origin: null,
      draftedAt: day(0),
      updatedAt: day(0),
      contract: {
        hash: contractHash,
        lines: [
          {
            product: 'Touring frame',
            specification: '56 cm',
            quantity: 10,
            unitPrice: '200',
            amount: fromData(usd('2000.00')),
          },
          {
            product: 'Spoke set',
            specification: null,
            quantity: 4,
            unitPrice: '225.125',
            amount: fromData(usd('900.50')),
          },
        ],
        charges: [{ kind: 'shipping', amount: fromData(usd('99.50')) }],
        total: fromData(usd('3000.00')),
        shipBy: '2026-04-30',
        shipByZone: 'UTC',
        shipByEnd: shipByEnds,
        qualityTerms: null,
        agreedCap: null,
        documents: [],
        consignee: null,
      },
      confirmations: { buyer: null, supplier: null },
      ruleSet: null,
      confirmBy: null,
      payBy: null,
      cover: {
        type: 'post-delivery',
        base: fromData(usd('3000.00')),
        requested: null,
        granted: null,
        reduced: false,
        acknowledged: false,
      },
      designatedAccount: account,
      payments: {
        initial: { due: half, arrived: none, waived: none, complete: false },
        balance: { due: half, arrived: none, waived: none, complete: false },
      },
      hasTakenMoney: false,
      pendingPayments: [],
      arrivals: [],
      undispatched: [
        { line: 1, quantity: 10 },
        { line: 2, quantity: 4 },
      ],
      shipments: [],
      plannedShipments: [],
      readyNoticeAt: null,
      remindableFrom: null,
      automaticReceiptAt: null,
      feedbackUntil: null,
      feedback: null,
      disputes: [],
      proposedAmendment: null,
      proposedCancellation: null,
      cancelled: null,
      next: { act: 'submit-order', by: null, whose: 'either' },
    });
  });

  it('lives through a whole order in the seed’s words', () => {
    const market = new Market();
    const { world } = market;
    const words: (string | undefined)[] = [];
    const look = (): void => {
      world.settle();
      words.push(world.document(orderStatus, Market.order(1))?.status);
    };
    market.enrol(usd('2000.00'));
    world.settle();
    market.agree(1);
    words.push(world.document(orderStatus, Market.order(1))?.status);
    look();
    market.acknowledge(1);
    look();
    market.pay(1, 'initial');
    look();
    market.dispatch(1);
    market.deliver(1);
    look();
    market.pay(1, 'balance', usd('1600.00'));
    look();
    market.receive(1);
    look();
    expect(words).toStrictEqual([
      'Reserving cover',
      'Acknowledge reduced cover',
      'Pending payment',
      "Waiting for supplier's shipment",
      'Balance due',
      'Waiting for Delivery Confirmation',
      'Completed',
    ]);
    const page = world.document(orderStatus, Market.order(1));
    expect(page?.cover).toMatchObject({ granted: fromData(usd('2000.00')), reduced: true, acknowledged: true });
    expect(page?.shipments).toMatchObject([{ shipmentId: SHIPMENT, carrier: 'COSCO', deliveredAt: day(0) }]);
    expect(page?.arrivals).toMatchObject([
      { purpose: 'initial', outcome: { kind: 'allocated', excess: fromData(usd('0.00')) } },
      { purpose: 'balance', outcome: { kind: 'allocated', excess: fromData(usd('100.00')) } },
    ]);
    expect(page?.revision).toBe(world.events.filter((each) => each.stream === stream).length - 1);
  });

  it('shows money that the order could not take', () => {
    const market = new Market();
    market.enrol(usd('2000.00'));
    market.agree(1);
    market.world.settle();
    market.pay(1, 'balance');
    market.world.settle();
    const [arrival] = market.world.document(orderStatus, Market.order(1))?.arrivals ?? [];
    expect(arrival?.outcome).toStrictEqual({ kind: 'unmatched', reason: 'initial-payment-incomplete' });
  });

  it('no longer counts money that went back by agreement, and owes nothing again', () => {
    const before = fold(histories['cancelled by both']);
    const ended = fold([...histories['cancelled by both'], history.returned(usd('500.00'))]);
    expect(before?.payments.initial).toMatchObject({ arrived: fromData(usd('1500.00')), complete: true });
    expect(ended?.payments.initial).toMatchObject({ arrived: fromData(usd('1000.00')), complete: true });
    expect(ended?.status).toBe('Cancelled');
  });

  it('forgets confirmations of an earlier contract', () => {
    const other = { ...contract, qualityTerms: 'ISO 4210' };
    const market = new Market();
    market.enrol();
    market.draft(1);
    market.submit(1);
    market.confirm(1, 'buyer');
    const revise = { type: 'revise-order', orderId: ORDER, contract: other } as const;
    market.world.send(ORDER, revise, supplier);
    const page = market.world.document(orderStatus, ORDER);
    expect(page).toMatchObject({ confirmations: { buyer: null }, contract: { qualityTerms: 'ISO 4210' } });
    expect(page?.next).toStrictEqual(step('confirm-order', 'both', day(30)));
  });

  it('counts refusals that a saga’s command left in the order’s stream, so that If-Match stays true', () => {
    const refusal = recordedAs('command-refused.v1', { commandId: 'x' }, { stream, revision: 7, at: day(3) });
    expect(orderStatus.keys(refusal)).toStrictEqual([ORDER]);
    const page = fold(histories['cover granted']);
    expect(orderStatus.project(page, refusal, ORDER)).toStrictEqual({ ...page, revision: 7 });
    expect(orderStatus.project(null, refusal, ORDER)).toBeNull();
    expect(orderStatus.keys(recordedAs('command-refused.v1', {}, { stream: 'payment-1' }))).toStrictEqual([]);
  });

  it('never goes back in time, whatever the clocks of other streams say', () => {
    const page = fold(histories.submitted, day(5));
    const arrival = {
      orderId: ORDER,
      paymentId: 'p',
      purpose: 'initial',
      amount: usd('1.00'),
      method: 'tt',
      reference: 'r',
      arrivedAt: day(4),
    };
    const after = orderStatus.project(page, recordedAs('payment.arrived.v1', arrival, { at: day(4) }), ORDER);
    expect(after?.updatedAt).toBe(day(5));
    expect(after?.revision).toBe(page?.revision);
  });

  it('cannot digest what happens to an order without a draft: its key is parked, nothing is made up', () => {
    const orphan = recordedAs('order.completed.v1', { orderId: ORDER });
    expect(() => orderStatus.project(null, orphan, ORDER)).toThrow('no draft');
  });
});

describe('whoever reads the page', () => {
  const page = fold(histories['confirmed by the buyer'])!;

  it('sees whose move it is, and when it is late', () => {
    expect(viewFor(page, { actor: supplier, now: day(30, -1) })).toMatchObject({ yourMove: true, overdue: false });
    expect(viewFor(page, { actor: buyer, now: day(30) })).toMatchObject({ yourMove: false, overdue: true });
    const drafted = fold(histories.drafted)!;
    expect(viewFor(drafted, { actor: buyer, now: addDays(day(0), 999) })).toMatchObject({
      yourMove: true,
      overdue: false,
    });
    const reserving = fold(histories['reserving cover'])!;
    expect(viewFor(reserving, { actor: buyer, now: day(1) }).yourMove).toBe(false);
    const done = fold(histories.completed)!;
    expect(viewFor(done, { actor: buyer, now: day(999) })).toMatchObject({ yourMove: false, overdue: false });
  });

  it('sees no acts when he is no party', () => {
    expect(viewFor(page, { actor: operator, now: day(1) })).toStrictEqual({
      acts: [],
      yourMove: false,
      overdue: false,
    });
  });

  it('is told what he may do, and why not', () => {
    const { acts } = viewFor(page, { actor: supplier, now: day(1) });
    const allowed = acts.filter((each) => each.allowed).map(({ act }) => act);
    expect(allowed).toStrictEqual(['revise-order', 'confirm-order', 'cancel-order']);
    expect(acts).toContainEqual({ act: 'submit-order', allowed: false, whyNot: 'already-done' });
    expect(acts).toContainEqual({ act: 'dispatch-shipment', allowed: false, whyNot: 'initial-payment-incomplete' });
  });
});
