import { describe, expect, it } from '@jest/globals';
import { currency, fromData, localDate, type Actor, type Decision } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, inAll, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { account, ORDER, PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { BUYER, SUPPLIER, buyer, everybody, operator, platform } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { payment, type PaymentCommand, type PaymentEvent, type PaymentFacts } from './index.js';

const given = givenOf(payment);
const facts: PaymentFacts = {
  order: { buyer: BUYER, supplier: SUPPLIER, currency: currency('USD') },
  instructions: {
    account,
    owed: { payable: true, outstanding: fromData(the.AMOUNT), ruleSet: 'trade-assurance/1' },
    calendar: 'us-banking',
  },
};

const arrived = [the.arrived()];
const allocated = [...arrived, the.allocated()];
const returning = [...allocated, the.returnAuthorised()];
const histories = {
  unknown: [],
  stray: [the.stray()],
  initiated: [the.initiated()],
  declared: [the.declared()],
  verifying: [the.initiated(), the.verifying()],
  authorised: [the.initiated(), the.authorised()],
  processing: [the.initiated(), the.processing()],
  rejected: [the.initiated(), the.rejected()],
  failed: [the.initiated(), the.failed()],
  expired: [the.initiated(), the.expired()],
  elsewhere: [the.elsewhere()],
  arrived,
  allocated,
  'return authorised': returning,
  'return submitted': [...returning, the.returnSubmitted()],
  'return failed': [...returning, the.returnFailed(true)],
  'return refused': [...returning, the.returnFailed(false)],
  returned: [...returning, the.returned()],
  unmatched: [...arrived, the.unmatched()],
  reversed: [...allocated, the.reversed({ allocated: usd('1500.00'), awaiting: usd('100.00') })],
} as const;
type Situation = keyof typeof histories;

const paid = { paymentId: PAYMENT, orderId: ORDER, purpose: 'initial', amount: the.AMOUNT } as const;
const back = { paymentId: PAYMENT, cause: 'excess' } as const;
const commands = {
  'initiate-payment': {
    command: {
      ...{ type: 'initiate-payment', ...paid },
      instrument: { method: 'e-checking', checkingAccount: the.checkingAccount },
    },
    by: buyer,
  },
  'declare-transfer': {
    command: {
      ...{ type: 'declare-transfer', ...paid },
      ...{ reference: 'SWIFT-9', bank: 'Deutsche Bank', sentOn: localDate('2026-02-27') },
    },
    by: buyer,
  },
  'submit-payment': { command: { type: 'submit-payment', paymentId: PAYMENT }, by: platform },
  'record-report': {
    command: { type: 'record-report', paymentId: PAYMENT, report: the.report('arrived', 5) },
    by: platform,
  },
  'keep-stray-report': {
    command: {
      ...{ type: 'keep-stray-report', paymentId: PAYMENT, reference: 'unheard-of' },
      report: the.report('arrived', 5),
    },
    by: platform,
  },
  'expire-payment': { command: { type: 'expire-payment', paymentId: PAYMENT }, by: platform },
  'record-arrival': {
    command: { type: 'record-arrival', ...paid, method: 'e-checking', reference: 'CITI-77' },
    by: operator,
  },
  'record-arrival-elsewhere': {
    command: {
      ...{ type: 'record-arrival-elsewhere', ...paid, method: 'e-checking', reference: 'CITI-77' },
      account: '999-1',
    },
    by: operator,
  },
  'mark-allocated': {
    command: { type: 'mark-allocated', paymentId: PAYMENT, allocated: usd('1500.00'), excess: usd('100.00') },
    by: platform,
  },
  'mark-unmatched': {
    command: { type: 'mark-unmatched', paymentId: PAYMENT, reason: 'order-cancelled' },
    by: platform,
  },
  'record-reversal': {
    command: { type: 'record-reversal', paymentId: PAYMENT, amount: the.AMOUNT, reason: 'chargeback' },
    by: operator,
  },
  'authorise-return': { command: { type: 'authorise-return', ...back }, by: platform },
  'submit-return': { command: { type: 'submit-return', ...back }, by: platform },
  'record-return-submitted': { command: { type: 'record-return-submitted', ...back, transaction: 'P1' }, by: platform },
  'record-return-succeeded': { command: { type: 'record-return-succeeded', ...back, transaction: 'P1' }, by: platform },
  'record-return-failed': {
    command: { type: 'record-return-failed', ...back, reason: 'account-unreachable', retriable: true },
    by: platform,
  },
} as const satisfies { readonly [T in PaymentCommand['type']]: { command: PaymentCommand & { type: T }; by: Actor } };

const ALL = Object.keys(histories) as readonly Situation[];
const unknown = no('unknown-payment', { paymentId: PAYMENT });
const WITH_FUNDS = [
  ...['allocated', 'return authorised', 'return submitted', 'return failed', 'return refused', 'returned'],
] as const satisfies readonly Situation[];
const BEFORE = ['initiated', 'verifying', 'authorised', 'processing', 'rejected', 'failed', 'expired'] as const;

/** What asks for money that is there answers with where the payment is. */
const withoutMoney: Record<Situation, Decision<PaymentEvent>> = {
  ...inAll(ALL, unknown),
  ...(Object.fromEntries(
    [...BEFORE, 'declared'].map((phase) => [phase, no('payment-not-arrived', { phase })]),
  ) as Record<Situation, Decision<never>>), // the phases are situations
  elsewhere: no('payment-arrived-elsewhere'),
  reversed: no('payment-reversed'),
};
const recorded = no('payment-already-recorded', { paymentId: PAYMENT });
const differs = no('payment-differs', { orderId: ORDER, purpose: 'initial', method: 'tt' });
const notAuthorised = no('return-not-authorised', { cause: 'excess' });
const tooEarly = no('return-too-early', { phase: 'arrived' });
const underWay = no('reversal-too-early', { phase: 'return-under-way' });

const matrix: Matrix<PaymentCommand['type'], Situation, PaymentEvent> = {
  'initiate-payment': {
    ...inAll(ALL, no('payment-already-begun', { paymentId: PAYMENT })),
    unknown: yes(the.initiated()),
  },
  'declare-transfer': {
    ...inAll(ALL, no('payment-already-begun', { paymentId: PAYMENT })),
    unknown: yes(the.declared()),
  },
  'submit-payment': { ...inAll(ALL, same), unknown, stray: unknown },
  'record-report': {
    ...inAll(ALL, yes(the.kept('arrived', 5, 'already-arrived'))),
    ...inAll(BEFORE, yes(the.arrivedByProvider())),
    declared: yes(the.arrivedByProvider(5, 'tt')),
    unknown,
    stray: unknown,
    reversed: yes(the.kept('arrived', 5, 'already-reversed')),
  },
  'keep-stray-report': {
    ...inAll(ALL, yes(the.kept('arrived', 5, 'assigned-already'))),
    declared: yes(the.kept('arrived', 5, 'assigned-already', 'tt')),
    unknown: yes(the.stray()),
    stray: same,
  },
  'expire-payment': {
    ...inAll(ALL, same),
    unknown,
    stray: unknown,
    declared: no('expiry-too-early', { holdsUntil: day(30) }),
  },
  'record-arrival': {
    ...inAll(ALL, same),
    ...inAll(['unknown', 'stray', ...BEFORE], yes(the.arrived())),
    declared: differs,
    elsewhere: no('payment-arrived-elsewhere'),
    reversed: no('payment-reversed'),
  },
  'record-arrival-elsewhere': {
    ...inAll(ALL, recorded),
    ...inAll(['unknown', 'stray', ...BEFORE], yes(the.elsewhere())),
    declared: differs,
    elsewhere: same,
    reversed: no('payment-reversed'),
  },
  'mark-allocated': {
    ...withoutMoney,
    ...inAll(WITH_FUNDS, same),
    arrived: yes(the.allocated()),
    unmatched: no('payment-already-unmatched', { reason: 'order-cancelled' }),
  },
  'mark-unmatched': {
    ...withoutMoney,
    ...inAll(WITH_FUNDS, no('payment-already-allocated', { allocated: usd('1500.00') })),
    arrived: yes(the.unmatched()),
    unmatched: same,
  },
  'record-reversal': {
    ...withoutMoney,
    elsewhere: yes(the.reversed()),
    arrived: no('reversal-too-early', { phase: 'arrived' }),
    ...inAll(
      ['allocated', 'return refused'],
      yes(the.reversed({ allocated: usd('1500.00'), awaiting: usd('100.00') })),
    ),
    ...inAll(['return authorised', 'return submitted', 'return failed'], underWay),
    returned: yes(the.reversed({ allocated: usd('1500.00'), overdrawn: usd('100.00') })),
    unmatched: yes(the.reversed({ awaiting: the.AMOUNT })),
    reversed: same,
  },
  'authorise-return': {
    ...withoutMoney,
    arrived: tooEarly,
    ...inAll(['allocated', 'return failed'], yes(the.returnAuthorised())),
    ...inAll(['return authorised', 'return submitted', 'returned'], same),
    'return refused': no('return-in-manual-review'),
    unmatched: no('nothing-to-return', { cause: 'excess' }),
  },
  'submit-return': {
    ...withoutMoney,
    arrived: tooEarly,
    ...inAll(['allocated', 'return failed', 'return refused', 'unmatched'], notAuthorised),
    ...inAll(['return authorised', 'return submitted', 'returned'], same),
  },
  'record-return-submitted': {
    ...withoutMoney,
    arrived: tooEarly,
    ...inAll(['allocated', 'return failed', 'return refused', 'unmatched'], notAuthorised),
    'return authorised': yes(the.returnSubmitted()),
    ...inAll(['return submitted', 'returned'], same),
  },
  'record-return-succeeded': {
    ...withoutMoney,
    arrived: tooEarly,
    ...inAll(['allocated', 'unmatched'], notAuthorised),
    // also late, after a failure that was none
    ...inAll(['return authorised', 'return submitted', 'return failed', 'return refused'], yes(the.returned())),
    returned: same,
  },
  'record-return-failed': {
    ...withoutMoney,
    arrived: tooEarly,
    ...inAll(['allocated', 'unmatched'], notAuthorised),
    ...inAll(['return authorised', 'return submitted'], yes(the.returnFailed(true))),
    ...inAll(['return failed', 'return refused'], same),
    returned: no('return-already-made'),
  },
};

describe('payment: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(payment, matrix, histories, {
      none: true,
      stray: true,
      initiated: true,
      verifying: true,
      authorised: true,
      processing: true,
      declared: true,
      rejected: true,
      failed: true,
      expired: true,
      elsewhere: true,
      arrived: true,
      allocated: true,
      unmatched: true,
      reversed: true,
    });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });

  it.each<[PaymentCommand['type'], Situation, readonly Actor[], string]>([
    ['initiate-payment', 'unknown', [buyer], 'only-the-buyer-pays'],
    ['declare-transfer', 'unknown', [buyer], 'only-the-buyer-pays'],
    ['submit-payment', 'unknown', [], 'only-the-platform-submits-payments'],
    ['record-report', 'initiated', [platform], 'only-the-platform-records-reports'],
    ['keep-stray-report', 'unknown', [platform], 'only-the-platform-records-reports'],
    ['expire-payment', 'unknown', [], 'only-the-platform-expires-payments'],
    ['record-arrival', 'unknown', [operator], 'only-an-operator-records-an-arrival'],
    ['record-arrival-elsewhere', 'unknown', [operator], 'only-an-operator-records-an-arrival'],
    ['mark-allocated', 'arrived', [platform], 'only-the-platform-marks-payments'],
    ['mark-unmatched', 'arrived', [platform], 'only-the-platform-marks-payments'],
    ['record-reversal', 'allocated', [operator], 'only-an-operator-records-a-reversal'],
    ['authorise-return', 'allocated', [platform, operator], 'only-the-platform-returns-money'],
    ['submit-return', 'unknown', [], 'only-the-platform-submits-returns'],
    ['record-return-submitted', 'return authorised', [platform], 'only-the-platform-submits-returns'],
    ['record-return-succeeded', 'return refused', [platform, operator], 'only-the-platform-returns-money'],
    ['record-return-failed', 'return authorised', [platform], 'only-the-platform-returns-money'],
  ])('%s (%s) is not everybody’s, least of all a party’s', (name, situation, allowed, refusal) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor, facts });
      if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
      else if (decision.kind === 'refused' && decision.code.startsWith('unknown-'))
        expect(mayNotKnow(actor)).toBe(true);
      else expect(decision).toStrictEqual(no(refusal));
    }
  });

  /** He is of no side of the order, or it is the platform, which is answered by the state. */
  const mayNotKnow = (actor: Actor): boolean =>
    actor === platform ||
    ((actor.role === 'buyer' || actor.role === 'supplier') &&
      ![BUYER as string, SUPPLIER as string].includes(actor.organisation));

  it('does not exist for a third party, and what belongs to no order for no party', () => {
    const hidden = (events: readonly PaymentEvent[]) => {
      const state = events.reduce(payment.evolve, payment.initialState);
      return everybody.filter((actor) => payment.isHiddenFrom?.(state, actor));
    };
    expect(hidden(histories.unknown)).toEqual([]);
    expect(hidden(histories.initiated).every(mayNotKnow)).toBe(true);
    expect(hidden(histories.initiated)).toHaveLength(2);
    expect(hidden(histories.stray)).toEqual(everybody.filter(({ role }) => role === 'buyer' || role === 'supplier'));
  });
});
