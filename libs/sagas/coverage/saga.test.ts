import { describe, expect, it } from '@jest/globals';
import {
  disputeId,
  instant,
  recourseId,
  type CommandOutcome,
  type JsonObject,
  type Reaction,
  type SagaCommand,
} from '#kernel';
import { Market } from '../../../test/support/market.js';
import { ORDER, PAYMENT, contract } from '../../../test/support/order-history.js';
import { SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { usd } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';
import { coverageSaga, type CoverageState } from './index.js';

const RECOURSE = recourseId(`${ORDER}-1-1`);
const order = { orderId: ORDER, supplierId: SUPPLIER };
const subject = { orderId: ORDER, buyer: contract.buyer, supplier: SUPPLIER };
const less = { base: usd('900.00'), requested: usd('900.00'), granted: usd('900.00') };
const amounts = { base: usd('3000.00'), requested: usd('3000.00'), granted: usd('2000.00') };

const DISPUTE = disputeId(`${ORDER}-1`);
const ofDispute = { disputeId: DISPUTE, ...subject };
const inputs = {
  enrolled: recordedAs('supplier.enrolled.v1', { supplierId: SUPPLIER, name: 'x', limit: usd('2000.00') }),
  confirmed: recordedAs('order.confirmed.v1', {
    ...subject,
    coverageType: 'post-delivery',
    coverageBase: usd('3000.00'),
    agreedCap: null,
  }),
  cancelled: recordedAs('order.cancelled.v1', { ...subject, by: 'buyer', reason: '', from: 'confirmed' }),
  expired: recordedAs('order.expired.v1', { ...subject, reason: 'unpaid' }),
  'closed by a dispute': recordedAs('order.closed-by-dispute.v1', ofDispute),
  reserved: recordedAs('coverage.reserved.v1', { ...order, coverageType: 'post-delivery', ...amounts }),
  'partly dispatched': recordedAs('order.dispatch-recorded.v1', {
    ...subject,
    undispatched: [{ line: 1, quantity: 1 }],
  }),
  'all dispatched': recordedAs('order.dispatch-recorded.v1', { ...subject, undispatched: [] }),
  'check answered': recordedAs('order.check-answered.v1', subject),
  'batch cleared': recordedAs('shipment.customs-cleared.v1', subject),
  'clearance upheld': recordedAs('shipment.clearance-upheld.v1', subject),
  'payment reversed': recordedAs('order.payment-reversed.v1', { ...subject, paymentId: PAYMENT }),
  amended: recordedAs('order.amended.v1', {
    ...subject,
    coverageType: 'pre-shipment',
    coverageBase: usd('900.00'),
    agreedCap: null,
  }),
  adjusted: recordedAs('coverage.adjusted.v1', { ...order, coverageType: 'pre-shipment', ...less }),
  held: recordedAs('coverage.held.v1', { ...order, disputeId: DISPUTE, cover: { granted: usd('1500.00') } }),
  consumed: recordedAs('coverage.consumed.v1', { ...order, disputeId: DISPUTE }),
  disputed: recordedAs('dispute.opened.v1', ofDispute),
  'settled on money': recordedAs('dispute.settled.v1', { ...ofDispute, refund: usd('800.00') }),
  'settled otherwise': recordedAs('dispute.settled.v1', { ...ofDispute, refund: null }),
  withdrawn: recordedAs('dispute.withdrawn.v1', ofDispute),
  lapsed: recordedAs('dispute.lapsed.v1', ofDispute),
  'dispute closed': recordedAs('dispute.closed.v1', ofDispute),
  recovered: recordedAs('recourse.recovered.v1', { orderId: ORDER, recourseId: RECOURSE, recovered: usd('300.00') }),
};
type Input = keyof typeof inputs;

const GRANT = { type: 'grant-limit', target: SUPPLIER, payload: { supplierId: SUPPLIER, limit: usd('2000.00') } };
const RESERVE = {
  type: 'reserve-cover',
  target: SUPPLIER,
  payload: { ...order, coverageType: 'post-delivery', base: usd('3000.00'), cap: null },
};
const RECORD = {
  type: 'record-cover',
  target: ORDER,
  payload: { orderId: ORDER, coverageType: 'post-delivery', ...amounts },
};
const ADJUST = {
  type: 'adjust-cover',
  target: SUPPLIER,
  payload: { ...order, coverageType: 'pre-shipment', base: usd('900.00'), cap: null },
};
const RECORD_LESS = {
  type: 'record-cover',
  target: ORDER,
  payload: { orderId: ORDER, coverageType: 'pre-shipment', ...less },
};
const RECORD_NONE = {
  type: 'record-cover',
  target: ORDER,
  payload: { orderId: ORDER, coverageType: 'pre-shipment', ...less, granted: usd('0.00') },
};
const release = (reason: string) => ({ type: 'release-cover', target: SUPPLIER, payload: { ...order, reason } });
const RELEASE = release('order-cancelled');
const WINDOW_CLOSED = release('window-closed');
const HOLD = {
  type: 'hold-cover',
  target: SUPPLIER,
  payload: { ...order, disputeId: DISPUTE, coverageType: 'post-delivery', granted: usd('2000.00') },
};
const UNHOLD = { type: 'unhold-cover', target: SUPPLIER, payload: { ...order, disputeId: DISPUTE } };
const RESTORE = {
  type: 'restore-cover',
  target: SUPPLIER,
  payload: { ...order, recourseId: RECOURSE, amount: usd('300.00') },
};
const DOUBLE = {
  type: 'open-double-recovery-claim',
  target: ORDER,
  payload: { recourseId: ORDER, orderId: ORDER, paymentId: PAYMENT },
};

const accepted: CommandOutcome = { kind: 'accepted', stream: 's', revision: 1, position: '1' };
const refusedFor = (code: string, facts: JsonObject = {}): CommandOutcome => ({ kind: 'refused', code, facts });
const refused = refusedFor('order-cancelled');

const told = (state: CoverageState, command: SagaCommand, outcome: CommandOutcome): Reaction =>
  coverageSaga.react(state, { kind: 'outcome', command, outcome });
const hears = (state: CoverageState, event: Input): Reaction =>
  coverageSaga.react(state, { kind: 'event', event: inputs[event] });

const has = {
  ...order,
  coverageType: 'post-delivery',
  granted: usd('2000.00'),
  dispute: null,
  refunded: false,
  end: null,
  dispatched: false,
} as const;
const STATES = {
  idle: { step: 'idle' },
  'granting limit': { step: 'granting-limit' },
  reserving: { step: 'reserving', ...order },
  'ended while reserving': { step: 'ended-while-reserving', ...order, end: 'order-cancelled' },
  recording: { step: 'recording', ...has },
  covered: { step: 'covered', ...has },
  'covered, all dispatched': { step: 'covered', ...has, dispatched: true },
  'in dispute': { step: 'covered', ...has, dispute: DISPUTE, dispatched: true },
  'ended in dispute': { step: 'covered', ...has, dispute: DISPUTE, end: 'closed-by-dispute' },
  refunded: { step: 'covered', ...has, refunded: true },
  'refunded, in dispute': { step: 'covered', ...has, refunded: true, dispute: DISPUTE },
  releasing: { step: 'releasing', ...has, end: 'order-cancelled' },
  released: { step: 'released', ...has, dispatched: true },
  ended: { step: 'ended' },
} as const satisfies Readonly<Record<string, CoverageState>>;
type Situation = keyof typeof STATES;
const SITUATIONS = Object.keys(STATES) as Situation[];

/** Where there is cover. */
const COVERED = SITUATIONS.filter((name) => 'granted' in STATES[name]);
const HELD: readonly Situation[] = ['in dispute', 'ended in dispute', 'refunded, in dispute'];
type Follows = Partial<Record<Situation, [CoverageState['step'], SagaCommand?]>>;
const stays = (names: readonly Situation[], command: SagaCommand): Follows =>
  Object.fromEntries(names.map((name) => [name, [STATES[name].step, command]]));
const unheld = stays(HELD, UNHOLD);
/** What may let a window close earlier than was known. */
const mayBeOver: Follows = {
  'covered, all dispatched': ['releasing', WINDOW_CLOSED],
  releasing: ['releasing', RELEASE],
};
const endedBy = (reason: string): Follows => ({
  idle: ['ended'],
  reserving: ['ended-while-reserving'],
  recording: ['releasing', release(reason)],
  covered: ['releasing', release(reason)],
  'covered, all dispatched': ['releasing', release(reason)],
  refunded: ['releasing', release(reason)],
});

/** What follows an input where something does: the step after it, and the command. Everywhere else nothing moves. */
const follows: Record<Input, Follows> = {
  enrolled: { idle: ['granting-limit', GRANT] },
  confirmed: { idle: ['reserving', RESERVE] },
  reserved: { reserving: ['recording', RECORD], 'ended while reserving': ['releasing', RELEASE] },
  cancelled: endedBy('order-cancelled'),
  expired: endedBy('order-expired'),
  'closed by a dispute': endedBy('closed-by-dispute'),
  'partly dispatched': {},
  'all dispatched': {
    recording: ['releasing', WINDOW_CLOSED],
    covered: ['releasing', WINDOW_CLOSED],
    'covered, all dispatched': ['releasing', WINDOW_CLOSED],
    refunded: ['releasing', WINDOW_CLOSED],
    releasing: ['releasing', RELEASE],
  },
  'check answered': mayBeOver,
  'batch cleared': mayBeOver,
  'clearance upheld': mayBeOver,
  'payment reversed': { refunded: ['covered', DOUBLE] },
  amended: stays(COVERED, ADJUST),
  adjusted: stays(COVERED, RECORD_LESS),
  held: {},
  consumed: {},
  disputed: stays(COVERED, HOLD),
  'settled on money': {},
  'settled otherwise': unheld,
  withdrawn: unheld,
  lapsed: unheld,
  'dispute closed': unheld,
  recovered: stays(COVERED, RESTORE),
};
const cases = SITUATIONS.flatMap((situation) =>
  (Object.keys(inputs) as Input[]).map((input) => ({ situation, input })),
);

describe('the coverage saga', () => {
  it.each(cases)('$situation: $input', ({ situation, input }) => {
    const { state: after, reason, commands, deadlines } = hears(STATES[situation], input);
    const [step, command] = follows[input][situation] ?? [STATES[situation].step];
    expect(after['step']).toBe(step);
    expect(commands).toStrictEqual(command === undefined ? [] : [command]);
    expect(deadlines).toStrictEqual([]);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[Situation, SagaCommand, CommandOutcome, CoverageState['step'], readonly SagaCommand[]]>([
    ['granting limit', GRANT, accepted, 'ended', []],
    ['granting limit', GRANT, refused, 'ended', []],
    ['reserving', RESERVE, accepted, 'reserving', []],
    ['recording', RESERVE, accepted, 'recording', []],
    ['reserving', RESERVE, refused, 'ended', []],
    ['ended while reserving', RESERVE, accepted, 'ended-while-reserving', []],
    ['ended while reserving', RESERVE, refused, 'ended', []],
    ['recording', RECORD, accepted, 'covered', []],
    ['recording', RECORD, refused, 'releasing', [RELEASE]],
    ['releasing', RECORD, refused, 'releasing', []],
    ['releasing', RECORD, accepted, 'releasing', []],
    ['ended', RECORD, refused, 'ended', []],
    ['covered', ADJUST, accepted, 'covered', []],
    ['released', ADJUST, refusedFor('unknown-cover'), 'released', [RECORD_NONE]],
    ['releasing', ADJUST, refusedFor('unknown-cover'), 'releasing', [RECORD_NONE]],
    ['covered', ADJUST, refusedFor('currency-mismatch'), 'covered', []],
    ['covered', RECORD_LESS, accepted, 'covered', []],
    ['in dispute', HOLD, accepted, 'covered', []],
    ['in dispute', HOLD, refused, 'covered', []],
    ['covered', UNHOLD, accepted, 'covered', []],
    ['covered, all dispatched', UNHOLD, accepted, 'releasing', [WINDOW_CLOSED]],
    ['covered, all dispatched', UNHOLD, refused, 'covered', []],
    ['covered', RESTORE, accepted, 'covered', []],
    ['covered', DOUBLE, refused, 'covered', []],
    ['releasing', RELEASE, accepted, 'released', []],
    ['releasing', RELEASE, refusedFor('cover-held'), 'covered', []],
  ])('%s, told of %j', (situation, command, outcome, after, commands) => {
    const reaction = told(STATES[situation], command, outcome);
    expect(reaction.state['step']).toBe(after);
    expect(reaction.commands).toStrictEqual(commands);
    expect(reaction.deadlines).toStrictEqual([]);
  });

  it('asks again when the last window has closed', () => {
    const until = '2026-09-01T10:00:00.000Z';
    const asked = told(
      STATES['covered, all dispatched'],
      WINDOW_CLOSED,
      refusedFor('claims-still-possible', { until }),
    );
    expect(asked.state['step']).toBe('covered');
    expect(asked.deadlines).toStrictEqual([{ kind: 'schedule', name: 'window', dueAt: until }]);
    const passed = { kind: 'deadline-passed', name: 'window', dueAt: instant(until) } as const;
    expect(coverageSaga.react(asked.state as CoverageState, passed).commands).toStrictEqual([WINDOW_CLOSED]);
    expect(coverageSaga.react(STATES['in dispute'], passed).commands).toStrictEqual([]);
    const open = told(
      STATES['covered, all dispatched'],
      WINDOW_CLOSED,
      refusedFor('claims-still-possible', { until: null }),
    );
    expect(open).toMatchObject({ state: { step: 'covered' }, deadlines: [] });
  });

  it('no double recovery while a dispute is open: the claim waits until it ends', () => {
    const takenBack = hears(STATES['refunded, in dispute'], 'payment reversed');
    expect(takenBack).toMatchObject({ state: { takenBack: PAYMENT }, commands: [] });
    const over = hears(takenBack.state as CoverageState, 'dispute closed');
    expect(over.commands).toStrictEqual([UNHOLD]);
    const unheld = told(over.state as CoverageState, UNHOLD, accepted);
    expect(unheld.commands).toStrictEqual([DOUBLE]);
    expect(unheld.state).not.toHaveProperty('takenBack');

    const another = hears(over.state as CoverageState, 'disputed');
    expect(told(another.state as CoverageState, UNHOLD, accepted)).toMatchObject({
      state: { takenBack: PAYMENT },
      commands: [],
    });
  });

  it('a dispute that was opened before the claim was decided holds it off, too', () => {
    const late = told(STATES['refunded, in dispute'], DOUBLE, refusedFor('dispute-open', { disputeId: DISPUTE }));
    expect(late).toMatchObject({ state: { takenBack: PAYMENT }, commands: [] });
  });

  it('what was taken back in a dispute that refunded nothing is claimed from nobody', () => {
    const over = hears(hears(STATES['in dispute'], 'payment reversed').state as CoverageState, 'withdrawn');
    expect(told(over.state as CoverageState, UNHOLD, accepted).commands).toStrictEqual([WINDOW_CLOSED]);
  });

  it('dispute open when cover would expire: the release waits until it ends', () => {
    const held = hears(STATES['in dispute'], 'cancelled');
    expect(held).toMatchObject({ state: { end: 'order-cancelled' }, commands: [] });
    const over = hears(held.state as CoverageState, 'withdrawn');
    expect(over.commands).toStrictEqual([UNHOLD]);
    expect(told(over.state as CoverageState, UNHOLD, accepted).commands).toStrictEqual([RELEASE]);
  });

  it('a hold that comes late holds what was reserved again, and that is released after it', () => {
    const late = hears(STATES.released, 'disputed');
    expect(late.commands).toStrictEqual([HOLD]);
    const again = hears(late.state as CoverageState, 'held');
    expect(again.state).toMatchObject({ granted: usd('1500.00'), dispute: DISPUTE });
    const over = hears(again.state as CoverageState, 'dispute closed');
    expect(told(over.state as CoverageState, UNHOLD, accepted).commands).toStrictEqual([WINDOW_CLOSED]);
  });

  it('keeps what it needs for the next hold', () => {
    expect(hears(STATES.covered, 'adjusted').state).toMatchObject({
      coverageType: 'pre-shipment',
      granted: usd('900.00'),
    });
    expect(hears(STATES.covered, 'consumed').state).toMatchObject({ refunded: true });
  });

  it('sets no other deadlines, and takes one for nothing', () => {
    const passed = { kind: 'deadline-passed', name: 'x', dueAt: instant('2026-01-01T00:00:00Z') } as const;
    for (const state of Object.values(STATES))
      expect(coverageSaga.react(state, passed)).toMatchObject({ state, commands: [] });
  });

  it('does not guess at what it does not know', () => {
    const event = recordedAs('order.exploded.v1', {});
    expect(() => coverageSaga.react({ step: 'idle' }, { kind: 'event', event })).toThrow(TypeError);
  });

  it('has an instance per supplier and one per order', () => {
    expect(coverageSaga.key(inputs.enrolled)).toBe(`supplier-${SUPPLIER}`);
    const { enrolled, ...ofOrders } = inputs;
    for (const event of Object.values(ofOrders)) expect(coverageSaga.key(event)).toBe(ORDER);
    expect(new Set(coverageSaga.types)).toStrictEqual(
      new Set([enrolled, ...Object.values(ofOrders)].map(({ type }) => type)),
    );
  });
});

describe('the cover of an order', () => {
  const market = (): Market => {
    const made = new Market();
    made.enrol();
    made.world.settle();
    return made;
  };
  const reservedOf = ({ world }: Market): bigint | undefined => {
    const state = world.coverage(SUPPLIER);
    return state.phase === 'granted' ? state.reserved.minor : undefined;
  };
  const stateOf = ({ world }: Market): JsonObject | undefined => world.stateOf('coverage', Market.order(1));

  it('is reserved and told to the order', () => {
    const made = market();
    made.agree(1);
    made.world.settle();
    expect(reservedOf(made)).toBe(200_000n);
    expect(made.world.order(Market.order(1))).toMatchObject({ phase: 'confirmed', cover: { status: 'reduced' } });
    expect(stateOf(made)).toMatchObject({ step: 'covered', orderId: Market.order(1), supplierId: SUPPLIER });
  });

  it('is reserved although the limit was not yet granted when it was asked for', () => {
    const made = new Market();
    made.enrol();
    made.agree(1);
    made.world.settle();
    expect(reservedOf(made)).toBe(200_000n);
  });

  it('is released when the cancellation overtakes the reservation', () => {
    const made = market();
    made.agree(1);
    made.world.step(); // the confirmation is heard
    made.cancel(1);
    made.world.step(); // so is the cancellation, while the reservation is still to be sent
    expect(stateOf(made)?.['step']).toBe('ended-while-reserving');
    made.world.settle();
    expect(reservedOf(made)).toBe(0n);
    expect(stateOf(made)).toMatchObject({ step: 'released', end: 'order-cancelled' });
  });

  it('is released when the order cannot take it, because it was cancelled', () => {
    const made = market();
    made.agree(1);
    made.world.step(); // the confirmation is heard
    made.world.step(); // the reservation is sent
    made.world.step(); // and heard
    made.cancel(1);
    made.world.step(1); // the order is told, and refuses, before the cancellation is heard
    expect(made.world.reasonsOf('coverage', Market.order(1)).at(-1)).toContain('order-cancelled');
    expect(stateOf(made)?.['step']).toBe('releasing');
    made.world.settle();
    expect(reservedOf(made)).toBe(0n);
  });

  it('goes to whose reservation comes first; the other gets the remainder', () => {
    const made = market();
    const small = { ...contract, coverageType: 'pre-shipment' } as const;
    made.agree(1, small);
    made.agree(2, small);
    made.world.settle();
    const grants = [1, 2].map(
      (n) =>
        made.world.events.find(
          ({ type, data }) => type === 'coverage.reserved.v1' && data['orderId'] === Market.order(n),
        )?.data['granted'],
    );
    expect(new Set(grants)).toStrictEqual(new Set([usd('1500.00'), usd('500.00')]));
    expect(reservedOf(made)).toBe(200_000n);
  });

  it('is reserved once, however often it is sent', () => {
    const made = new Market(new World({ everythingTwice: true }));
    made.enrol();
    made.agree(1);
    made.world.settle();
    expect(made.world.events.filter(({ type }) => type === 'coverage.reserved.v1')).toHaveLength(1);
    expect(reservedOf(made)).toBe(200_000n);
  });
});
