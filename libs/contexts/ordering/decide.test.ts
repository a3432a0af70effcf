import { describe, expect, it } from '@jest/globals';
import { shipmentId, type Actor, type Decision, type LineQuantity, type ShipmentId } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { inAll, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import * as history from '../../../test/support/order-history.js';
import {
  ALL,
  ORDER,
  PAYMENT,
  SHIPMENT,
  contract,
  contractHash,
  histories,
  type Situation,
} from '../../../test/support/order-history.js';
import { buyer, everybody, platform, supplier, thirdParties } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { ordering, type Order, type OrderCommand, type OrderEvent } from './index.js';

const given = givenOf(ordering);
const facts = { supplier: history.supplierTerms };
const other = { ...contract, qualityTerms: 'ISO 4210' };

/** The command of each row, and who sends it. */
const commands = {
  'draft-order': { command: { type: 'draft-order', orderId: ORDER, contract: other }, by: buyer },
  'revise-order': { command: { type: 'revise-order', orderId: ORDER, contract: other }, by: buyer },
  'submit-order': { command: { type: 'submit-order', orderId: ORDER }, by: buyer },
  'confirm-order': { command: { type: 'confirm-order', orderId: ORDER, contractHash }, by: supplier },
  'cancel-order': { command: { type: 'cancel-order', orderId: ORDER, reason: 'changed plans' }, by: buyer },
  'record-cover': {
    command: {
      type: 'record-cover',
      orderId: ORDER,
      coverageType: 'post-delivery',
      base: usd('3000.00'),
      requested: usd('3000.00'),
      granted: usd('2000.00'),
    },
    by: platform,
  },
  'acknowledge-reduced-cover': { command: { type: 'acknowledge-reduced-cover', orderId: ORDER }, by: buyer },
  'allocate-payment': {
    command: {
      type: 'allocate-payment',
      orderId: ORDER,
      paymentId: PAYMENT,
      purpose: 'initial',
      amount: usd('1600.00'),
    },
    by: platform,
  },
  'record-dispatch': {
    command: { type: 'record-dispatch', orderId: ORDER, shipmentId: SHIPMENT, lines: ALL, dispatchedAt: day(3) },
    by: platform,
  },
  'record-delivery': {
    command: { type: 'record-delivery', orderId: ORDER, shipmentId: SHIPMENT, deliveredAt: day(9) },
    by: platform,
  },
  'confirm-receipt': { command: { type: 'confirm-receipt', orderId: ORDER }, by: buyer },
} as const satisfies {
  readonly [T in OrderCommand['type']]: { command: OrderCommand & { type: T }; by: typeof buyer };
};

const PHASES = {
  'no order': 'none',
  drafted: 'drafted',
  submitted: 'submitted',
  'confirmed by the buyer': 'submitted',
  'reserving cover': 'confirmed',
  'cover granted': 'confirmed',
  'cover reduced': 'confirmed',
  'reduced cover acknowledged': 'confirmed',
  'initial payment begun': 'confirmed',
  'initial payment complete': 'in-performance',
  'all dispatched, balance due': 'in-performance',
  'all dispatched and delivered, balance due': 'in-performance',
  'balance paid, goods not dispatched': 'in-performance',
  'awaiting receipt': 'awaiting-receipt',
  completed: 'completed',
  cancelled: 'cancelled',
} as const satisfies Readonly<Record<Situation, Order['phase']>>;

const situations = Object.keys(histories) as Situation[];
const within = <P extends (typeof PHASES)[Situation]>(...phases: readonly P[]) =>
  situations.filter((each): each is SituationIn<P> => phases.some((phase) => phase === PHASES[each]));
type SituationIn<P> = { [S in Situation]: (typeof PHASES)[S] extends P ? S : never }[Situation];

/** Refused in every situation of these phases, with the phase as the fact. */
const refusedIn = <P extends (typeof PHASES)[Situation]>(code: string, ...phases: readonly P[]) =>
  Object.fromEntries(within(...phases).map((each) => [each, no(code, { phase: PHASES[each] })])) as Record<
    SituationIn<P>,
    Decision<never>
  >;
const ends = { 'no order': no('unknown-order', { orderId: ORDER }), cancelled: no('order-cancelled') };
const completed = no('order-completed');

const takes = (allocated: string, excess: string): Decision<OrderEvent> =>
  yes(
    history.allocated({
      purpose: 'initial',
      amount: usd('1600.00'),
      allocated: usd(allocated),
      excess: usd(excess),
      allocatedInAll: usd('1500.00'),
      complete: true,
      phase: 'in-performance',
    }),
  );

const matrix: Matrix<OrderCommand['type'], Situation, OrderEvent> = {
  'draft-order': {
    ...refusedIn('order-already-drafted', 'drafted', 'submitted', 'confirmed', 'in-performance'),
    ...refusedIn('order-already-drafted', 'awaiting-receipt', 'completed', 'cancelled'),
    'no order': yes(history.drafted(other)),
  },
  'revise-order': {
    ...ends,
    drafted: yes(history.revised(other)),
    submitted: yes(history.revised(other)),
    'confirmed by the buyer': yes(history.revised(other, ['buyer'])),
    ...refusedIn('order-already-confirmed', 'confirmed', 'in-performance', 'awaiting-receipt'),
    completed,
  },
  'submit-order': {
    ...ends,
    drafted: yes(history.submitted()),
    submitted: same,
    'confirmed by the buyer': same,
    ...refusedIn('order-not-drafted', 'confirmed', 'in-performance', 'awaiting-receipt'),
    completed,
  },
  'confirm-order': {
    ...ends,
    ...refusedIn('order-not-submitted', 'drafted'),
    submitted: yes(history.sideConfirmed('supplier')),
    'confirmed by the buyer': yes(history.sideConfirmed('supplier'), history.confirmed()),
    ...inAll(within('confirmed', 'in-performance', 'awaiting-receipt', 'completed'), same),
  },
  'cancel-order': {
    'no order': ends['no order'],
    drafted: yes(history.cancelled('drafted')),
    ...inAll(within('submitted'), yes(history.cancelled('submitted'))),
    ...inAll(within('confirmed'), yes(history.cancelled('confirmed'))),
    'initial payment begun': no('money-has-arrived', { phase: 'confirmed' }),
    ...refusedIn('money-has-arrived', 'in-performance', 'awaiting-receipt'),
    completed,
    cancelled: same,
  },
  'record-cover': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    ...inAll(within('confirmed', 'in-performance', 'awaiting-receipt', 'completed'), same),
    'reserving cover': yes(history.coverRecorded(usd('2000.00'))),
  },
  'acknowledge-reduced-cover': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    'reserving cover': no('cover-not-settled', { cover: 'reserving' }),
    'cover granted': no('cover-not-reduced'),
    'cover reduced': yes(history.acknowledged()),
    'reduced cover acknowledged': same,
    'initial payment begun': no('cover-not-reduced'),
    ...refusedIn('cover-already-settled', 'in-performance', 'awaiting-receipt', 'completed'),
  },
  'allocate-payment': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    'reserving cover': no('allocation-too-early', { cover: 'reserving' }),
    'cover granted': takes('1500.00', '100.00'),
    'cover reduced': no('cover-not-settled', { cover: 'reduced' }),
    'reduced cover acknowledged': takes('1500.00', '100.00'),
    'initial payment begun': takes('1000.00', '600.00'),
    ...inAll(
      within('in-performance', 'awaiting-receipt'),
      no('already-paid', { purpose: 'initial', due: usd('1500.00') }),
    ),
    completed,
  },
  'record-dispatch': {
    ...ends,
    ...refusedIn('initial-payment-incomplete', 'drafted', 'submitted', 'confirmed'),
    'initial payment complete': yes(history.dispatched('in-performance')),
    'all dispatched, balance due': same,
    'all dispatched and delivered, balance due': same,
    'balance paid, goods not dispatched': yes(history.dispatched('awaiting-receipt')),
    'awaiting receipt': same,
    completed,
  },
  'record-delivery': {
    ...ends,
    ...refusedIn('order-not-in-performance', 'drafted', 'submitted', 'confirmed'),
    'initial payment complete': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'all dispatched, balance due': yes(history.delivered()),
    'all dispatched and delivered, balance due': same,
    'balance paid, goods not dispatched': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'awaiting receipt': yes(history.delivered()),
    completed: same,
  },
  'confirm-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', 'drafted', 'submitted', 'confirmed', 'in-performance'),
    'awaiting receipt': yes(history.completed()),
    completed: same,
  },
};

describe('ordering: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expect(pairs).toHaveLength(Object.keys(commands).length * situations.length);
    expect(new Set(Object.values(PHASES)).size).toBe(8);
  });

  it.each(situations)('%s is the phase that it says', (situation) => {
    expect(foldOf(ordering, ordering.initialState, histories[situation]).phase).toBe(PHASES[situation]);
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });
});

describe('ordering: who may', () => {
  const party = [buyer, supplier];
  const allowed: Record<OrderCommand['type'], { situation: Situation; actors: readonly Actor[]; refusal: string }> = {
    'draft-order': { situation: 'no order', actors: party, refusal: 'only-a-party-drafts-an-order' },
    'revise-order': { situation: 'drafted', actors: party, refusal: 'only-a-party-revises-an-order' },
    'submit-order': { situation: 'drafted', actors: party, refusal: 'only-a-party-submits-an-order' },
    'confirm-order': { situation: 'submitted', actors: party, refusal: 'only-a-party-confirms-an-order' },
    'cancel-order': { situation: 'drafted', actors: party, refusal: 'only-a-party-cancels-an-order' },
    'record-cover': { situation: 'reserving cover', actors: [platform], refusal: 'only-the-platform-records-cover' },
    'acknowledge-reduced-cover': {
      situation: 'cover reduced',
      actors: [buyer],
      refusal: 'only-the-buyer-acknowledges-reduced-cover',
    },
    'allocate-payment': {
      situation: 'cover granted',
      actors: [platform],
      refusal: 'only-the-platform-allocates-payments',
    },
    'record-dispatch': {
      situation: 'initial payment complete',
      actors: [platform],
      refusal: 'only-the-platform-records-dispatches',
    },
    'record-delivery': {
      situation: 'awaiting receipt',
      actors: [platform],
      refusal: 'only-the-platform-records-deliveries',
    },
    'confirm-receipt': { situation: 'awaiting receipt', actors: [buyer], refusal: 'only-the-buyer-confirms-receipt' },
  };
  const names = Object.keys(allowed) as OrderCommand['type'][];
  const tries = names.flatMap((name) =>
    everybody.map((actor) => ({ name, actor, who: `${actor.role} ${actor.organisation}` })),
  );

  it.each(tries)('$name by $who', ({ name, actor }) => {
    const { situation, actors, refusal } = allowed[name];
    const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor, facts });
    if (actors.includes(actor)) expect(decision.kind).toBe('happened');
    else if (situation !== 'no order' && thirdParties.includes(actor))
      expect(decision).toStrictEqual(no('unknown-order', { orderId: ORDER })); // he may not learn that there is one
    else expect(decision).toStrictEqual(no(refusal));
  });
});

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
    const pay = { ...commands['allocate-payment'].command, purpose: 'balance', amount: usd('1500.00') } as const;
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
    const pay = { ...commands['allocate-payment'].command, paymentId: history.EARLIER_PAYMENT };
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
    const pay = { ...commands['allocate-payment'].command, amount: { minor: '1', currency: 'EUR' } };
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
      .when(commands['record-dispatch'].command, { by: platform })
      .then(history.dispatched('awaiting-receipt'));
  });

  it('dispatches in batches and never more than is left', () => {
    const dispatch = (lines: readonly LineQuantity[]): OrderCommand => ({
      ...commands['record-dispatch'].command,
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
      .when({ ...commands['record-dispatch'].command, shipmentId: OTHER_SHIPMENT }, { by: platform })
      .thenRefused('all-dispatched');
  });
});

describe('ordering: the rule set', () => {
  it('is pinned from submission on', () => {
    const pinned = (situation: Situation): string | undefined =>
      ordering.pinnedRules?.(foldOf(ordering, ordering.initialState, histories[situation]), undefined);
    expect(pinned('drafted')).toBeUndefined();
    for (const situation of within('submitted', 'confirmed', 'in-performance', 'awaiting-receipt', 'completed'))
      expect(pinned(situation)).toBe('trade-assurance/1');
  });
});

const OTHER_SHIPMENT = shipmentId(uuid('c', 2));
const withShipment = (event: OrderEvent, id: ShipmentId): OrderEvent =>
  ({ ...event, data: { ...event.data, shipmentId: id } }) as OrderEvent; // a dispatch, with another batch
