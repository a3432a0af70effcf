import { describe, expect, it } from '@jest/globals';
import { instant, paymentId, type CommandOutcome, type Instant, type JsonObject } from '#kernel';
import { Market } from '../../../test/support/market.js';
import { ORDER, PAYMENT, amendment, contract } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, platform, supplier } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';
import { expirySaga, type ExpiryState } from './index.js';
import type { Wait } from './state.js';

const subject = { orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const timetable = { receiptAt: day(63), receiptReminderAt: day(33) };
const waiting = (waits: ExpiryState['waits'], hash: string | null = null): ExpiryState => ({
  orderId: ORDER,
  waits,
  amendment: hash,
});
const hears = (state: ExpiryState, type: string, data: JsonObject = {}) =>
  expirySaga.react(state, { kind: 'event', event: recordedAs(type, { ...subject, ...data }) });
const scheduled = (name: string, dueAt: Instant) => ({ kind: 'schedule', name, dueAt });
const cancelled = (name: string) => ({ kind: 'cancel', name });

describe('the expiry saga', () => {
  it.each<[string, JsonObject, ExpiryState, object, readonly object[]]>([
    [
      'order.submitted.v1',
      { confirmBy: day(30) },
      expirySaga.initialState,
      { unconfirmed: day(30) },
      [scheduled('unconfirmed', day(30))],
    ],
    [
      'order.confirmed.v1',
      { payBy: day(60) },
      waiting({ unconfirmed: day(30) }),
      { unpaid: day(60) },
      [cancelled('unconfirmed'), scheduled('unpaid', day(60))],
    ],
    [
      'order.transfer-declared.v1',
      { payUntil: day(90) },
      waiting({ unpaid: day(60) }),
      { unpaid: day(90) },
      [scheduled('unpaid', day(90))],
    ],
    ['order.transfer-declared.v1', { payUntil: day(90) }, waiting({}), {}, []],
    ['order.left-to-operators.v1', {}, waiting({ unpaid: day(60) }), {}, [cancelled('unpaid')]],
    ['order.payment-allocated.v1', { phase: 'confirmed' }, waiting({ unpaid: day(60) }), { unpaid: day(60) }, []],
    [
      'order.payment-allocated.v1',
      { phase: 'in-performance' },
      waiting({ unpaid: day(60) }),
      {},
      [cancelled('unpaid')],
    ],
    ['order.shortfall-waived.v1', { phase: 'in-performance' }, waiting({ unpaid: day(60) }), {}, [cancelled('unpaid')]],
    [
      'order.dispatch-recorded.v1',
      { timetable },
      waiting({ unpaid: day(1) }),
      { unpaid: day(1), receipt: day(63), 'receipt-reminder': day(33) },
      [scheduled('receipt', day(63)), scheduled('receipt-reminder', day(33))],
    ],
    [
      'order.dispatch-recorded.v1',
      { timetable },
      waiting({ receipt: day(63), 'receipt-reminder': day(33) }),
      { receipt: day(63), 'receipt-reminder': day(33) },
      [],
    ],
    ['order.dispatch-recorded.v1', {}, waiting({ receipt: day(63) }), { receipt: day(63) }, []],
    [
      'order.amendment-proposed.v1',
      { contractHash: 'h', lapsesAt: day(10) },
      waiting({}),
      { amendment: day(10) },
      [scheduled('amendment', day(10))],
    ],
    ['order.amended.v1', {}, waiting({ amendment: day(10) }), {}, [cancelled('amendment')]],
    ['order.amendment-rejected.v1', {}, waiting({ amendment: day(10) }), {}, [cancelled('amendment')]],
    ['order.amendment-lapsed.v1', {}, waiting({ amendment: day(10) }), {}, [cancelled('amendment')]],
    [
      'order.cancelled.v1',
      {},
      waiting({ unpaid: day(60), receipt: day(9) }),
      {},
      [cancelled('unpaid'), cancelled('receipt')],
    ],
    ['order.expired.v1', {}, waiting({ amendment: day(10) }), {}, [cancelled('amendment')]],
    ['order.closed-by-dispute.v1', {}, waiting({ receipt: day(10) }), {}, [cancelled('receipt')]],
  ])('hears %s %j', (type, data, state, waits, deadlines) => {
    const reaction = hears(state, type, data);
    expect(reaction.state).toMatchObject({ orderId: ORDER });
    expect(reaction.state.waits).toStrictEqual(waits);
    expect(reaction).toMatchObject({ commands: [] });
    expect(reaction.deadlines).toStrictEqual(deadlines);
    expect(reaction.reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[Wait, string, JsonObject]>([
    ['unconfirmed', 'expire-order', { reason: 'unconfirmed' }],
    ['unpaid', 'expire-order', { reason: 'unpaid' }],
    ['amendment', 'lapse-amendment', { contractHash: 'h' }],
    ['receipt-reminder', 'remind-of-receipt', {}],
    ['receipt', 'complete-receipt', {}],
  ])('asks the order when %s has come, and again when it was too early', (wait, type, more) => {
    const state = waiting({ [wait]: day(1) }, 'h');
    const passed = { kind: 'deadline-passed', name: wait, dueAt: day(1) } as const;
    const { state: after, commands } = expirySaga.react(state, passed);
    expect(commands).toStrictEqual([{ type, target: ORDER, payload: { orderId: ORDER, ...more } }]);
    expect(after).toMatchObject({ waits: {} });
    expect(expirySaga.react(waiting({ [wait]: day(2) }), passed)).toMatchObject({ commands: [] }); // it moved since

    const told = (outcome: CommandOutcome, before = after) =>
      expirySaga.react(before, { kind: 'outcome', command: commands[0]!, outcome });
    const notDue = { kind: 'refused', code: 'not-due', facts: { dueAt: day(5) } } as const;
    expect(told(notDue)).toMatchObject({ state: { waits: { [wait]: day(5) } }, deadlines: [scheduled(wait, day(5))] });
    expect(told(notDue, waiting({ [wait]: day(7) }))).toMatchObject({ state: { waits: { [wait]: day(7) } } });
    const others: CommandOutcome[] = [
      { kind: 'accepted', stream: 's', revision: 1, position: '1' },
      { kind: 'refused', code: 'dispute-open', facts: {} },
    ];
    for (const outcome of others) expect(told(outcome)).toMatchObject({ state: { waits: {} }, deadlines: [] });
  });

  it('takes a deadline that it did not set for nothing', () => {
    const passed = { kind: 'deadline-passed', name: 'x', dueAt: instant('2026-01-01T00:00:00Z') } as const;
    expect(expirySaga.react(waiting({}), passed)).toMatchObject({ commands: [], deadlines: [] });
  });
});

describe('an order that is left alone', () => {
  const market = (world = new World()): Market => {
    const made = new Market(world);
    made.enrol(usd('9000.00'));
    made.world.settle();
    return made;
  };
  const id = Market.order(1);
  const phaseOf = ({ world }: Market): string => world.order(id).phase;
  const typesOf = ({ world }: Market): readonly string[] => world.events.map(({ type }) => type);
  const shipped = (): Market => {
    const made = market();
    made.agree(1);
    made.world.settle();
    made.pay(1, 'initial');
    made.pay(1, 'balance');
    made.world.settle();
    made.dispatch(1);
    made.world.settle();
    return made;
  };

  it('expires 30 days after its submission, half-open', () => {
    const made = market();
    made.draft(1);
    made.submit(1);
    made.world.settle();
    made.world.advanceTo(day(30, -1));
    expect(phaseOf(made)).toBe('submitted');
    made.world.advanceTo(day(30));
    expect(phaseOf(made)).toBe('expired');
  });

  it('expires 60 days after both have confirmed, and frees nobody from what he had to say before', () => {
    const made = market();
    made.agree(1);
    made.world.settle();
    made.world.advanceTo(day(60, -1));
    expect(phaseOf(made)).toBe('confirmed');
    made.world.advanceTo(day(60));
    expect(phaseOf(made)).toBe('expired');
  });

  it('waits 30 days more for a transfer that is declared', () => {
    const made = market();
    made.agree(1);
    made.world.settle();
    const declared = { orderId: id, paymentId: PAYMENT, declaredAt: day(59) };
    made.world.advanceTo(day(59));
    made.world.send(id, { type: 'record-declared-transfer', ...declared }, platform);
    made.world.settle();
    made.world.advanceTo(day(90, -1));
    expect(phaseOf(made)).toBe('confirmed');
    made.world.advanceTo(day(90));
    expect(phaseOf(made)).toBe('expired');
  });

  it('goes to the operators when a part of the money has arrived, once', () => {
    const made = market();
    made.agree(1);
    made.world.settle();
    made.pay(1, 'initial', usd('400.00'));
    made.world.settle();
    made.world.advanceTo(day(200));
    expect(phaseOf(made)).toBe('confirmed');
    expect(typesOf(made).filter((type) => type === 'order.left-to-operators.v1')).toHaveLength(1);
  });

  const callBack = (made: Market, payment = 1): void => {
    const money = { paymentId: paymentId(uuid('b', payment)), purpose: 'initial', amount: usd('1500.00') } as const;
    made.world.send(id, { type: 'reverse-allocation', orderId: id, ...money }, platform);
    made.world.settle();
  };
  const paid = (): Market => {
    const made = market();
    made.agree(1);
    made.world.settle();
    made.pay(1, 'initial');
    made.world.settle();
    return made;
  };
  const leftAt = ({ world }: Market): readonly Instant[] =>
    world.events.filter(({ type }) => type === 'order.left-to-operators.v1').map(({ metadata }) => metadata.recordedAt);

  it('goes to the operators when its money was called back, at the moment that it had to be paid by', () => {
    const made = paid();
    made.world.advanceTo(day(20));
    callBack(made);
    made.world.advanceTo(day(60, -1));
    expect(leftAt(made)).toStrictEqual([]);
    made.world.advanceTo(day(200));
    expect(phaseOf(made)).toBe('confirmed');
    expect(leftAt(made)).toStrictEqual([day(60)]);
  });

  it('goes to the operators at once when its money was called back after that moment', () => {
    const made = paid();
    made.world.advanceTo(day(70));
    callBack(made);
    expect(leftAt(made)).toStrictEqual([day(70)]);
  });

  it('goes to them anew when what was paid since is called back, too', () => {
    const made = paid();
    made.world.advanceTo(day(70));
    callBack(made);
    made.pay(1, 'initial');
    made.world.settle();
    expect(phaseOf(made)).toBe('in-performance');
    made.world.advanceTo(day(80));
    callBack(made, 2);
    expect(leftAt(made)).toStrictEqual([day(70), day(80)]);
  });

  it('asks nothing anew where a reversal finds it waiting to be paid', () => {
    const state = waiting({ unpaid: day(60) });
    expect(hears(state, 'order.payment-reversed.v1', { phase: 'confirmed' })).toMatchObject({ state, commands: [] });
    expect(hears(waiting({}), 'order.payment-reversed.v1', { phase: 'in-performance' })).toMatchObject({
      commands: [],
    });
  });

  it('is received by itself after two reminders', () => {
    const made = shipped();
    made.world.advanceTo(day(60, -1));
    expect(typesOf(made).filter((type) => type === 'order.receipt-reminded.v1')).toHaveLength(2);
    expect(phaseOf(made)).toBe('awaiting-receipt');
    made.world.advanceTo(day(60));
    expect(phaseOf(made)).toBe('completed');
  });

  it('goes on by nothing while a dispute is open, and at once when that ends late', () => {
    const made = shipped();
    const dispute = { orderId: id, disputeId: `${id}-1` };
    made.world.send(id, { type: 'record-dispute-opened', ...dispute }, platform);
    made.world.settle();
    made.world.advanceTo(day(300));
    expect(phaseOf(made)).toBe('awaiting-receipt');
    made.world.send(id, { type: 'record-dispute-ended', ...dispute, outcome: 'lapsed', refunded: null }, platform);
    made.world.settle();
    made.world.advanceTo(day(300));
    expect(phaseOf(made)).toBe('completed');
  });

  it('lets an amendment lapse that nobody accepts, and keeps one that was', () => {
    const made = market();
    made.agree(1);
    made.world.settle();
    const propose = { type: 'propose-amendment', orderId: id, contract: { ...amendment } } as const;
    made.world.send(id, propose, supplier);
    made.world.settle();
    made.world.advanceTo(day(10));
    expect(typesOf(made)).toContain('order.amendment-lapsed.v1');
    made.world.send(id, { ...propose, contract: { ...contract, qualityTerms: 'none' } }, supplier);
    made.world.settle();
    const state = made.world.order(id);
    const contractHash = 'amendment' in state ? (state.amendment?.contractHash ?? '') : '';
    made.world.send(id, { type: 'accept-amendment', orderId: id, contractHash }, buyer);
    made.world.settle();
    made.world.advanceTo(day(40));
    expect(typesOf(made).filter((type) => type === 'order.amendment-lapsed.v1')).toHaveLength(1);
  });

  it('comes to the same when every command is sent twice', () => {
    const [once, twice] = [false, true].map((everythingTwice) => {
      const made = market(new World({ everythingTwice }));
      made.agree(1);
      made.world.settle();
      made.world.advanceTo(day(90));
      return made.world.events.map(({ type, data }) => ({ type, data }));
    });
    expect(twice).toStrictEqual(once);
  });
});
