import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromData, instant, type CommandOutcome, type Reaction, type SagaCommand } from '#kernel';
import { Market } from '../../../test/support/market.js';
import { ALL, ORDER, PAYMENT, SHIPMENT, contract } from '../../../test/support/order-history.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';
import { orderProgressSaga, type OrderProgressState } from './index.js';

const subject = { orderId: ORDER, buyer: contract.buyer, supplier: contract.supplier };
const paid = { paymentId: PAYMENT, orderId: ORDER };
const sent = { shipmentId: SHIPMENT, orderId: ORDER };
const taken = { allocated: usd('1500.00'), excess: usd('100.00') };

const inputs = {
  arrived: recordedAs('payment.arrived.v1', { ...subject, ...paid, purpose: 'initial', amount: usd('1600.00') }),
  declared: recordedAs('payment.declared.v1', { ...subject, ...paid, declaredAt: day(1) }),
  reversed: recordedAs('payment.reversed.v1', {
    ...subject,
    ...paid,
    purpose: 'initial',
    fromAllocated: usd('1500.00'),
  }),
  'reversed without an allocation': recordedAs('payment.reversed.v1', {
    ...subject,
    ...paid,
    purpose: 'initial',
    fromAllocated: usd('0.00'),
  }),
  allocated: recordedAs('order.payment-allocated.v1', { ...subject, ...paid, ...taken }),
  dispatched: recordedAs('shipment.dispatched.v1', { ...subject, ...sent, lines: ALL, dispatchedAt: day(3) }),
  delivered: recordedAs('shipment.delivered.v1', { ...subject, ...sent, deliveredAt: day(9) }),
};

const ALLOCATE = {
  type: 'allocate-payment',
  target: ORDER,
  payload: { orderId: ORDER, paymentId: PAYMENT, purpose: 'initial', amount: usd('1600.00') },
};
const DECLARED = {
  type: 'record-declared-transfer',
  target: ORDER,
  payload: { orderId: ORDER, paymentId: PAYMENT, declaredAt: day(1) },
};
const REVERSE = {
  type: 'reverse-allocation',
  target: ORDER,
  payload: { orderId: ORDER, paymentId: PAYMENT, purpose: 'initial', amount: usd('1500.00') },
};
const MARK = { type: 'mark-allocated', target: PAYMENT, payload: { paymentId: PAYMENT, ...taken } };
const UNMATCHED = {
  type: 'mark-unmatched',
  target: PAYMENT,
  payload: { paymentId: PAYMENT, reason: 'order-cancelled' },
};
const LEFT = { type: 'record-dispatch', target: ORDER, payload: { ...sent, lines: ALL, dispatchedAt: day(3) } };
const CAME = { type: 'record-delivery', target: ORDER, payload: { ...sent, deliveredAt: day(9) } };

const accepted: CommandOutcome = { kind: 'accepted', stream: 's', revision: 1, position: '1' };
const refused: CommandOutcome = { kind: 'refused', code: 'order-cancelled', facts: {} };

const states = {
  idle: { step: 'idle' },
  'recording-dispatch': { step: 'recording-dispatch', ...sent, deliveredAt: null },
  'recording-dispatch, delivered': { step: 'recording-dispatch', ...sent, deliveredAt: day(9) },
  dispatched: { step: 'dispatched', ...sent },
  'recording-delivery': { step: 'recording-delivery', ...sent },
  ended: { step: 'ended' },
} as const satisfies Readonly<Record<string, OrderProgressState>>;
type StateName = keyof typeof states;

const follows: Record<keyof typeof inputs, Partial<Record<StateName, [StateName, SagaCommand?]>>> = {
  arrived: { idle: ['idle', ALLOCATE] },
  declared: { idle: ['idle', DECLARED] },
  reversed: { idle: ['idle', REVERSE] },
  'reversed without an allocation': { idle: ['idle'] },
  allocated: { idle: ['idle', MARK] },
  dispatched: { idle: ['recording-dispatch', LEFT] },
  delivered: {
    'recording-dispatch': ['recording-dispatch, delivered'],
    dispatched: ['recording-delivery', CAME],
  },
};
const names = Object.keys(states) as StateName[];
/** The payments of an order have one state. */
const cases: readonly { readonly name: StateName; readonly input: keyof typeof inputs }[] = [
  ...(['arrived', 'allocated'] as const).map((input) => ({ name: 'idle' as const, input })),
  ...names.flatMap((name) => (['dispatched', 'delivered'] as const).map((input) => ({ name, input }))),
];

describe('the order-progress saga', () => {
  it.each(cases)('$name: $input', ({ name, input }) => {
    const reaction = orderProgressSaga.react(states[name], { kind: 'event', event: inputs[input] });
    const [after, command] = follows[input][name] ?? [name];
    expect(reaction.state).toStrictEqual(states[after]);
    expect(reaction.commands).toStrictEqual(command === undefined ? [] : [command]);
    expect(reaction.deadlines).toStrictEqual([]);
    expect(reaction.reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[StateName, SagaCommand, CommandOutcome, StateName, readonly SagaCommand[]]>([
    ['idle', ALLOCATE, accepted, 'idle', []],
    ['idle', ALLOCATE, refused, 'idle', [UNMATCHED]],
    ['idle', MARK, accepted, 'idle', []],
    ['idle', MARK, refused, 'idle', []],
    ['idle', UNMATCHED, accepted, 'idle', []],
    ['idle', UNMATCHED, refused, 'idle', []],
    ['recording-dispatch', LEFT, accepted, 'dispatched', []],
    ['recording-dispatch, delivered', LEFT, accepted, 'recording-delivery', [CAME]],
    ['recording-dispatch', LEFT, refused, 'ended', []],
    ['recording-dispatch, delivered', LEFT, refused, 'ended', []],
    ['recording-delivery', LEFT, accepted, 'recording-delivery', []],
    ['recording-delivery', CAME, accepted, 'ended', []],
    ['recording-delivery', CAME, refused, 'ended', []],
  ])('%s, told of %j', (name, command, outcome, after, commands) => {
    const reaction: Reaction = orderProgressSaga.react(states[name], { kind: 'outcome', command, outcome });
    expect(reaction.state).toStrictEqual(states[after]);
    expect(reaction.commands).toStrictEqual(commands);
  });

  it('sets no deadlines, and takes one for nothing', () => {
    const passed = { kind: 'deadline-passed', name: 'x', dueAt: instant('2026-01-01T00:00:00Z') } as const;
    for (const state of Object.values(states))
      expect(orderProgressSaga.react(state, passed)).toMatchObject({ state, commands: [] });
  });

  it('has an instance for the payments of an order and one per batch', () => {
    const keys = Object.values(inputs).map(orderProgressSaga.key);
    const ofPayments = Array.from({ length: 5 }, () => `payments-${ORDER}`);
    expect(keys).toStrictEqual([...ofPayments, `shipment-${SHIPMENT}`, `shipment-${SHIPMENT}`]);
  });
});

describe('money and goods on their way into the order', () => {
  const market = (world = new World()): Market => {
    const made = new Market(world);
    made.enrol(usd('5000.00'));
    made.agree(1);
    made.world.settle();
    return made;
  };
  const paymentOf = ({ world }: Market, n: number) => world.payment(uuid('b', n));

  it('two arrivals do not fill the same debt', () => {
    const made = market();
    made.pay(1, 'initial', usd('1000.00'));
    made.pay(1, 'initial', usd('1000.00'));
    made.pay(1, 'initial', usd('1000.00'));
    made.world.settle();
    const payments = [1, 2, 3].map((n) => paymentOf(made, n));
    expect(payments.map(({ phase }) => phase).sort()).toStrictEqual(['allocated', 'allocated', 'unmatched']);
    const taken = payments.flatMap((each) => (each.phase === 'allocated' ? [each.allocated.minor] : []));
    expect(taken.reduce((sum, each) => sum + each, 0n)).toBe(150_000n);
    expect(made.world.order(Market.order(1)).phase).toBe('in-performance');
  });

  it('money for an order that was cancelled meanwhile is unmatched; the order stays cancelled', () => {
    const made = market();
    made.pay(1, 'initial');
    made.cancel(1);
    made.world.settle();
    expect(paymentOf(made, 1)).toMatchObject({ phase: 'unmatched', reason: 'order-cancelled' });
    expect(made.world.order(Market.order(1)).phase).toBe('cancelled');
  });

  it('money that comes before the buyer has acknowledged reduced cover is unmatched', () => {
    const made = new Market();
    made.enrol(usd('2000.00'));
    made.agree(1);
    made.world.settle();
    made.pay(1, 'initial');
    made.world.settle();
    expect(paymentOf(made, 1)).toMatchObject({ phase: 'unmatched', reason: 'cover-not-settled' });
    made.acknowledge(1);
    made.pay(1, 'initial');
    made.world.settle();
    expect(paymentOf(made, 2).phase).toBe('allocated');
  });

  it('money that comes while the cover is still being reserved waits for it', () => {
    const made = new Market();
    made.enrol(usd('9000.00'));
    made.world.settle();
    made.agree(1);
    made.pay(1, 'initial');
    expect(made.world.order(Market.order(1))).toMatchObject({ cover: { status: 'reserving' } });
    made.world.settle();
    expect(paymentOf(made, 1).phase).toBe('allocated');
    expect(made.world.order(Market.order(1)).phase).toBe('in-performance');
  });

  it('a balance that is recorded while the initial payment is on its way into the order waits for it', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat({ max: 20 }), { maxLength: 30 }), (reserving, course) => {
        const made = new Market();
        made.enrol(usd('9000.00'));
        made.world.settle();
        made.agree(1);
        if (!reserving) made.world.settle();
        made.pay(1, 'initial', usd('400.00'));
        made.pay(1, 'initial', usd('1200.00'));
        made.pay(1, 'balance');
        for (const choice of course) made.world.step(choice);
        made.world.settle();
        const whatBecame = [1, 2, 3].map((n) => paymentOf(made, n));
        expect(whatBecame).toMatchObject([
          { phase: 'allocated', allocated: fromData(usd('400.00')), awaiting: fromData(usd('0.00')) },
          { phase: 'allocated', allocated: fromData(usd('1100.00')), awaiting: fromData(usd('100.00')) },
          { phase: 'allocated', allocated: fromData(usd('1500.00')), awaiting: fromData(usd('0.00')) },
        ]);
      }),
    );
  });

  it.each(['nothing', '1499.99'])('a balance for an order with %s of its initial payment is unmatched', (first) => {
    const made = market();
    if (first !== 'nothing') made.pay(1, 'initial', usd(first));
    made.pay(1, 'balance');
    made.world.settle();
    const balance = paymentOf(made, first === 'nothing' ? 1 : 2);
    expect(balance).toMatchObject({ phase: 'unmatched', reason: 'initial-payment-incomplete' });
  });

  it('the second of two batches that take the same goods is not taken', () => {
    const made = market();
    made.pay(1, 'initial');
    made.world.settle();
    made.dispatch(1);
    made.dispatch(1); // both saw all of it undispatched
    made.world.settle();
    const told = made.world.events.filter(({ type }) => type === 'order.dispatch-recorded.v1');
    expect(told).toHaveLength(1);
  });

  it('sent twice, everything happens once', () => {
    const [once, twice] = [new World(), new World({ everythingTwice: true })].map((world) => {
      const made = market(world);
      made.pay(1, 'initial');
      made.world.settle();
      made.dispatch(1);
      made.deliver(1);
      made.pay(1, 'balance');
      made.world.settle();
      made.receive(1);
      return made.world.events.map(({ type, data }) => ({ type, data }));
    });
    expect(twice).toStrictEqual(once);
    expect(once?.at(-1)?.type).toBe('order.completed.v1');
  });
});
