import { describe, expect, it } from '@jest/globals';
import type { CommandOutcome, JsonObject, RecordedEvent } from '#kernel';
import type { GrantedCoverage } from '#contexts/coverage';
import { orderStatus } from '#read-models';
import { Claims } from '../../../test/support/claims.js';
import { DISPUTE, authored, subject } from '../../../test/support/dispute-history.js';
import { ORDER } from '../../../test/support/order-history.js';
import { SUPPLIER, platform } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd } from '../../../test/support/values.js';
import { escalationSaga, type EscalationState } from './index.js';

const event = (type: string, data: JsonObject = {}): RecordedEvent => recordedAs(type, { ...subject, ...data });
const times = { respondBy: day(5), solveBy: day(15), silence: { policy: 'lapse', at: day(45) } };
const inputs = {
  opened: event('dispute.opened.v1', times),
  responded: event('dispute.responded.v1'),
  'offered by the supplier': event('dispute.offer-made.v1', authored('supplier')),
  'offered by the buyer': event('dispute.offer-made.v1', authored('buyer')),
  escalated: event('dispute.escalated.v1', { evidenceUntil: day(12) }),
  'evidence closed': event('dispute.evidence-closed.v1'),
  appealed: event('dispute.appealed.v1', { evidenceUntil: day(30) }),
  'settled on money': event('dispute.settled.v1', { refund: usd('800.00') }),
  'settled otherwise': event('dispute.settled.v1', { refund: null }),
  withdrawn: event('dispute.withdrawn.v1'),
  lapsed: event('dispute.lapsed.v1'),
  closed: event('dispute.closed.v1', { outcome: 'final', refunded: usd('2000.00'), order: 'continues' }),
  'closed with the order': event('dispute.closed.v1', { outcome: 'final', refunded: usd('0.00'), order: 'ends' }),
};
type Input = keyof typeof inputs;

const known = { disputeId: DISPUTE, orderId: ORDER };
const STATES = {
  idle: { step: 'idle' },
  watching: { step: 'watching', ...known, timers: ['response', 'solution', 'silence'] },
  'after the response': { step: 'watching', ...known, timers: ['solution', 'silence'] },
  collecting: { step: 'watching', ...known, timers: ['evidence'] },
  settling: { step: 'settling', ...known },
  ended: { step: 'ended' },
} as const satisfies Readonly<Record<string, EscalationState>>;
type Situation = keyof typeof STATES;

const record = (type: string, more: JsonObject = {}) => ({
  type,
  target: ORDER,
  payload: { orderId: ORDER, disputeId: DISPUTE, ...more },
});
const OPENED = record('record-dispute-opened');
const ESCALATED = record('record-dispute-escalated');
const ended = (outcome: string, refunded: JsonObject | null = null) =>
  record('record-dispute-ended', { outcome, refunded });
const schedule = (name: string, dueAt: string) => ({ kind: 'schedule', name, dueAt });
const cancel = (...names: readonly string[]) => names.map((name) => ({ kind: 'cancel', name }));
const timersOf = (situation: Situation): readonly string[] => {
  const state: EscalationState = STATES[situation];
  return state.step === 'watching' ? state.timers : [];
};

/** What is sent and which moments are waited for, where an input does something; everywhere else nothing moves. */
const isLive = (situation: Situation): boolean => situation !== 'idle' && situation !== 'ended';
const isWatched = (situation: Situation): boolean => STATES[situation].step === 'watching';
const others = (situation: Situation, ...kept: readonly string[]) =>
  cancel(...timersOf(situation).filter((name) => !kept.includes(name)));

function follows(
  situation: Situation,
  input: Input,
): readonly [step: string, commands: readonly unknown[], deadlines: readonly unknown[]] {
  const still = [STATES[situation].step, [], []] as const;
  switch (input) {
    case 'opened':
      if (situation !== 'idle') return still;
      return [
        'watching',
        [OPENED],
        [schedule('response', day(5)), schedule('solution', day(15)), schedule('silence', day(45))],
      ];
    case 'responded':
    case 'offered by the supplier':
      return situation === 'watching' ? ['watching', [], cancel('response')] : still;
    case 'offered by the buyer':
      return still;
    case 'escalated':
      if (!isWatched(situation)) return still;
      return ['watching', [ESCALATED], [...others(situation, 'evidence'), schedule('evidence', day(12))]];
    case 'evidence closed':
      return isWatched(situation) ? ['watching', [], others(situation)] : still;
    case 'appealed':
      if (!isWatched(situation)) return still;
      return ['watching', [], [...others(situation, 'evidence'), schedule('evidence', day(30))]];
    case 'settled on money':
      return isWatched(situation) ? ['settling', [], others(situation)] : still;
    case 'settled otherwise':
      return isWatched(situation) ? ['ended', [ended('settled')], others(situation)] : still;
    case 'withdrawn':
    case 'lapsed':
      return isLive(situation) ? ['ended', [ended(input)], others(situation)] : still;
    case 'closed':
      return isLive(situation) ? ['ended', [ended('final', usd('2000.00'))], others(situation)] : still;
    case 'closed with the order': {
      const close = record('close-by-dispute');
      return isLive(situation) ? ['ended', [ended('final'), close], others(situation)] : still;
    }
  }
}

describe('the escalation saga', () => {
  const cases = (Object.keys(STATES) as Situation[]).flatMap((situation) =>
    (Object.keys(inputs) as Input[]).map((input) => ({ situation, input })),
  );

  it.each(cases)('$situation: $input', ({ situation, input }) => {
    const reaction = escalationSaga.react(STATES[situation], { kind: 'event', event: inputs[input] });
    const [step, commands, deadlines] = follows(situation, input);
    expect(reaction.state.step).toBe(step);
    expect(reaction.commands).toStrictEqual(commands);
    expect(reaction.deadlines).toStrictEqual(deadlines);
    expect(reaction.reason).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['response', { type: 'open-escalation', cause: 'no-response' }],
    ['solution', { type: 'open-escalation', cause: 'no-solution' }],
    ['silence', { type: 'apply-silence' }],
    ['evidence', { type: 'close-evidence' }],
    ['another', null],
  ] as const)('when the moment of the %s has come', (name, told) => {
    const passed = { kind: 'deadline-passed', name, dueAt: day(5) } as const;
    const { commands } = escalationSaga.react(STATES.watching, passed);
    const { type = '', ...more } = told ?? {};
    expect(commands).toStrictEqual(
      told === null ? [] : [{ type, target: DISPUTE, payload: { disputeId: DISPUTE, ...more } }],
    );
    for (const state of [STATES.idle, STATES.settling, STATES.ended])
      expect(escalationSaga.react(state, passed)).toMatchObject({ state, commands: [] });
  });

  it('is content with every answer', () => {
    const refused: CommandOutcome = { kind: 'refused', code: 'dispute-final', facts: {} };
    const accepted: CommandOutcome = { kind: 'accepted', stream: 's', revision: 1, position: '1' };
    for (const type of [
      'open-escalation',
      'apply-silence',
      'close-evidence',
      'record-dispute-opened',
      'record-dispute-escalated',
      'record-dispute-ended',
      'close-by-dispute',
    ])
      for (const outcome of [accepted, refused]) {
        const command = { type, target: DISPUTE, payload: {} };
        const { state, commands } = escalationSaga.react(STATES.watching, { kind: 'outcome', command, outcome });
        expect({ state, commands }).toStrictEqual({ state: STATES.watching, commands: [] });
      }
  });

  it('says that an order which was completed before stays completed', () => {
    const command = { type: 'close-by-dispute', target: ORDER, payload: {} };
    const reasonOf = (code: string) =>
      escalationSaga.react(STATES.ended, { kind: 'outcome', command, outcome: { kind: 'refused', code, facts: {} } })
        .reason;
    expect(reasonOf('order-completed')).toContain('stays completed');
    expect(reasonOf('order-cancelled')).toContain('an operator has to look');
  });

  it('waits on when an appeal has moved the moment of which it does not know yet', () => {
    const command = { type: 'close-evidence', target: DISPUTE, payload: {} };
    const outcome: CommandOutcome = { kind: 'refused', code: 'not-due', facts: { dueAt: day(33) } };
    const told = (state: EscalationState) => escalationSaga.react(state, { kind: 'outcome', command, outcome });
    const without = { ...STATES.watching, timers: [] };
    expect(told(without)).toMatchObject({
      state: { ...without, timers: ['evidence'] },
      commands: [],
      deadlines: [{ kind: 'schedule', name: 'evidence', dueAt: day(33) }],
    });
    for (const state of [{ ...without, timers: ['evidence'] as const }, STATES.ended])
      expect(told(state)).toMatchObject({ state, commands: [], deadlines: [] });
  });

  it('has an instance per dispute', () => {
    for (const input of Object.values(inputs)) expect(escalationSaga.key(input)).toBe(DISPUTE);
    expect(new Set(escalationSaga.types)).toStrictEqual(new Set(Object.values(inputs).map(({ type }) => type)));
  });
});

describe('the days of a dispute [seed]', () => {
  const typesOf = ({ world }: Claims) =>
    world.events.map(({ type }) => type).filter((type) => type.startsWith('dispute.'));
  const wordOf = ({ world }: Claims) => world.document(orderStatus, Claims.order)?.status;
  const opened = (): Claims => {
    const claims = new Claims();
    claims.open();
    claims.world.settle();
    return claims;
  };

  it('five without a response, fifteen without a solution', () => {
    const silent = opened();
    silent.world.advanceTo(day(5, -1));
    expect(typesOf(silent)).toStrictEqual(['dispute.opened.v1']);
    silent.world.advanceTo(day(5));
    expect(typesOf(silent)).toStrictEqual(['dispute.opened.v1', 'dispute.escalation-opened.v1']);
    silent.world.advanceTo(day(16));
    expect(typesOf(silent)).toStrictEqual(['dispute.opened.v1', 'dispute.escalation-opened.v1']);

    const answered = opened();
    answered.respond();
    answered.world.settle();
    answered.world.advanceTo(day(15, -1));
    expect(typesOf(answered)).not.toContain('dispute.escalation-opened.v1');
    answered.world.advanceTo(day(15));
    expect(typesOf(answered)).toContain('dispute.escalation-opened.v1');
  });

  it('thirty more of silence, and it lapses; the cover is held no more', () => {
    const claims = opened();
    const held = () => (claims.world.coverage(SUPPLIER) as GrantedCoverage).covers.get(Claims.order)?.heldBy;
    expect(wordOf(claims)).toBe('Dispute open');
    claims.world.advanceTo(day(45, -1));
    expect(held()).toBe(Claims.id());
    claims.world.advanceTo(day(45));
    expect(claims.world.dispute(Claims.id()).phase).toBe('lapsed');
    expect(held()).toBeNull();
    expect(wordOf(claims)).toBe('Waiting for Delivery Confirmation');
  });

  it('seven for evidence, and then an arbiter can determine', () => {
    const claims = opened();
    claims.world.advanceTo(day(5));
    claims.escalate();
    claims.world.settle();
    expect(wordOf(claims)).toBe('Escalated');
    claims.world.advanceTo(day(12, -1));
    expect(claims.world.dispute(Claims.id()).phase).toBe('escalated');
    claims.world.advanceTo(day(12));
    expect(claims.world.dispute(Claims.id()).phase).toBe('under-determination');
  });

  it('second dispute on the same facts: allowed after withdrawn, while covered', () => {
    const claims = opened();
    claims.withdraw();
    claims.world.settle();
    expect(claims.open(2).kind).toBe('happened');
    claims.world.settle();
    claims.world.advanceTo(day(46));
    expect(claims.world.dispute(Claims.id(2)).phase).toBe('lapsed');
  });

  it('dispute open when cover would expire: expiry suspended until it ends', () => {
    const claims = new Claims();
    claims.world.advanceTo(day(180, -1));
    claims.open();
    claims.world.settle();
    const cover = () => (claims.world.coverage(SUPPLIER) as GrantedCoverage).covers.get(Claims.order);
    claims.world.advanceTo(day(200));
    expect(cover()?.reserved.minor).toBe(200_000n);
    claims.withdraw();
    claims.world.settle();
    expect(cover()).toBeUndefined();
  });

  it('a dispute is recorded just before its window ends, the release just after: a late hold reserves again', () => {
    const claims = new Claims();
    const { world } = claims;
    // The release waits an hour after the window; here the hold is heard of later still.
    world.advanceTo(day(180, 3_600_000 - 1));
    expect(claims.amounts('coverage.released.v1')).toStrictEqual([]);
    world.advanceTo(day(180, 3_600_000));
    expect(claims.amounts('coverage.released.v1')).toStrictEqual([usd('2000.00')]);
    const hold = { type: 'hold-cover', supplierId: SUPPLIER, orderId: Claims.order, disputeId: Claims.id() } as const;
    const had = { coverageType: 'post-delivery', granted: usd('2000.00') } as const;
    world.send(SUPPLIER, { ...hold, ...had }, platform);
    expect(claims.amounts('coverage.held.v1', 'late')).toStrictEqual([true]);
  });
});
