import { describe, expect, it } from '@jest/globals';
import { instant, type CommandOutcome, type JsonObject, type Reaction, type SagaCommand } from '#kernel';
import { Market } from '../../../test/support/market.js';
import { ORDER, contract } from '../../../test/support/order-history.js';
import { SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { usd } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';
import { coverageSaga, type CoverageState } from './index.js';

const order = { orderId: ORDER, supplierId: SUPPLIER };
const subject = { orderId: ORDER, buyer: contract.buyer, supplier: SUPPLIER };
const amounts = { base: usd('3000.00'), requested: usd('3000.00'), granted: usd('2000.00') };

const inputs = {
  enrolled: recordedAs('supplier.enrolled.v1', { supplierId: SUPPLIER, name: 'x', limit: usd('2000.00') }),
  confirmed: recordedAs('order.confirmed.v1', {
    ...subject,
    coverageType: 'post-delivery',
    coverageBase: usd('3000.00'),
    agreedCap: null,
  }),
  cancelled: recordedAs('order.cancelled.v1', { ...subject, by: 'buyer', reason: '', from: 'confirmed' }),
  reserved: recordedAs('coverage.reserved.v1', { ...order, coverageType: 'post-delivery', ...amounts }),
};

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
const RELEASE = { type: 'release-cover', target: SUPPLIER, payload: { ...order, reason: 'order-cancelled' } };

const accepted: CommandOutcome = { kind: 'accepted', stream: 's', revision: 1, position: '1' };
const refused: CommandOutcome = { kind: 'refused', code: 'order-cancelled', facts: {} };

const told = (state: CoverageState, command: SagaCommand, outcome: CommandOutcome): Reaction =>
  coverageSaga.react(state, { kind: 'outcome', command, outcome });
const hears = (state: CoverageState, event: keyof typeof inputs): Reaction =>
  coverageSaga.react(state, { kind: 'event', event: inputs[event] });

const STATES: readonly CoverageState[] = [
  { step: 'idle' },
  { step: 'granting-limit' },
  { step: 'reserving', ...order },
  { step: 'cancelled-while-reserving', ...order },
  { step: 'recording', ...order },
  { step: 'covered', ...order },
  { step: 'releasing', ...order },
  { step: 'ended' },
];
type Step = CoverageState['step'];

/** What follows an input where something does: the step after it, and the command. Everywhere else nothing moves. */
const follows: Record<keyof typeof inputs, Partial<Record<Step, [Step, SagaCommand?]>>> = {
  enrolled: { idle: ['granting-limit', GRANT] },
  confirmed: { idle: ['reserving', RESERVE] },
  reserved: { reserving: ['recording', RECORD], 'cancelled-while-reserving': ['releasing', RELEASE] },
  cancelled: {
    idle: ['ended'],
    reserving: ['cancelled-while-reserving'],
    recording: ['releasing', RELEASE],
    covered: ['releasing', RELEASE],
  },
};
const cases = STATES.flatMap((state) =>
  (Object.keys(inputs) as (keyof typeof inputs)[]).map((input) => ({ state, step: state.step, input })),
);

describe('the coverage saga', () => {
  it.each(cases)('$step: $input', ({ state, input }) => {
    const { state: after, reason, commands, deadlines } = hears(state, input);
    const [step, command] = follows[input][state.step] ?? [state.step];
    expect(after['step']).toBe(step);
    expect(commands).toStrictEqual(command === undefined ? [] : [command]);
    expect(deadlines).toStrictEqual([]);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[Step, SagaCommand, CommandOutcome, Step, readonly SagaCommand[]]>([
    ['granting-limit', GRANT, accepted, 'ended', []],
    ['granting-limit', GRANT, refused, 'ended', []],
    ['reserving', RESERVE, accepted, 'reserving', []],
    ['recording', RESERVE, accepted, 'recording', []],
    ['reserving', RESERVE, refused, 'ended', []],
    ['cancelled-while-reserving', RESERVE, accepted, 'cancelled-while-reserving', []],
    ['cancelled-while-reserving', RESERVE, refused, 'ended', []],
    ['recording', RECORD, accepted, 'covered', []],
    ['recording', RECORD, refused, 'releasing', [RELEASE]],
    ['releasing', RECORD, refused, 'releasing', []],
    ['releasing', RECORD, accepted, 'releasing', []],
    ['ended', RECORD, refused, 'ended', []],
    ['releasing', RELEASE, accepted, 'ended', []],
    ['releasing', RELEASE, refused, 'ended', []],
  ])('%s, told of %j', (step, command, outcome, after, commands) => {
    const state = STATES.find((each) => each.step === step)!;
    const reaction = told(state, command, outcome);
    expect(reaction.state['step']).toBe(after);
    expect(reaction.commands).toStrictEqual(commands);
  });

  it('sets no deadlines, and takes one for nothing', () => {
    const passed = { kind: 'deadline-passed', name: 'x', dueAt: instant('2026-01-01T00:00:00Z') } as const;
    for (const state of STATES) expect(coverageSaga.react(state, passed)).toMatchObject({ state, commands: [] });
  });

  it('does not guess at what it does not know', () => {
    const event = recordedAs('order.exploded.v1', {});
    expect(() => coverageSaga.react({ step: 'idle' }, { kind: 'event', event })).toThrow(TypeError);
  });

  it('has an instance per supplier and one per order', () => {
    expect(coverageSaga.key(inputs.enrolled)).toBe(`supplier-${SUPPLIER}`);
    expect([inputs.confirmed, inputs.cancelled, inputs.reserved].map(coverageSaga.key)).toStrictEqual([
      ORDER,
      ORDER,
      ORDER,
    ]);
    expect([...coverageSaga.types].sort()).toStrictEqual(
      Object.values(inputs)
        .map(({ type }) => type)
        .sort(),
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
    expect(stateOf(made)).toStrictEqual({ step: 'covered', orderId: Market.order(1), supplierId: SUPPLIER });
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
    expect(stateOf(made)?.['step']).toBe('cancelled-while-reserving');
    made.world.settle();
    expect(reservedOf(made)).toBe(0n);
    expect(stateOf(made)).toStrictEqual({ step: 'ended' });
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
