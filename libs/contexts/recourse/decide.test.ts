import { describe, expect, it } from '@jest/globals';
import { fromData, recourseId, type Actor, type DisputeId } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { DISPUTE } from '../../../test/support/dispute-history.js';
import { expectEveryPair, inAll, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, everybody, operator, platform, thirdParties } from '../../../test/support/people.js';
import { REFUND } from '../../../test/support/refund-history.js';
import { usd } from '../../../test/support/values.js';
import { recourse, type RecourseCommand, type RecourseEvent, type RecourseFacts } from './index.js';

const given = givenOf(recourse);
const RECOURSE = recourseId(REFUND);
const subject = (
  claimed: string,
  recovered: string,
  outstanding: string,
  against: 'buyer' | 'supplier' = 'supplier',
) => ({
  recourseId: against === 'supplier' ? RECOURSE : recourseId(ORDER),
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  against,
  debtor: against === 'supplier' ? SUPPLIER : BUYER,
  claimed: usd(claimed),
  recovered: usd(recovered),
  outstanding: usd(outstanding),
});
const claimed: RecourseEvent = {
  type: 'recourse.claimed.v1',
  data: {
    ...subject('2000.00', '0.00', '2000.00'),
    basis: 'refund',
    amount: usd('2000.00'),
    disputeId: DISPUTE,
    refundId: REFUND,
    paymentId: null,
  },
};
const recovered = (amount: string, inAll: string, outstanding: string): RecourseEvent => ({
  type: 'recourse.recovered.v1',
  data: { ...subject('2000.00', inAll, outstanding), amount: usd(amount) },
});
const writtenOff = (amount: string, recoveredBefore = '0.00'): RecourseEvent => ({
  type: 'recourse.written-off.v1',
  data: { ...subject('2000.00', recoveredBefore, '0.00'), amount: usd(amount), reason: 'He is insolvent.' },
});
/** What of the refunds of an order the buyer has twice, when so much of what he paid is still there. */
const doubled = (amount: string, inAll: string): RecourseEvent => ({
  type: 'recourse.claimed.v1',
  data: {
    ...subject(inAll, '0.00', inAll, 'buyer'),
    basis: 'double-recovery',
    amount: usd(amount),
    disputeId: null,
    refundId: null,
    paymentId: PAYMENT,
  },
});
const after = (net: string, excess = '0.00', openDispute: DisputeId | null = null): RecourseFacts => ({
  order: {
    ...{ buyer: BUYER, supplier: SUPPLIER, openDispute },
    ...{ net: fromData(usd(net)), refunded: fromData(usd('2000.00')), excess: fromData(usd(excess)) },
  },
});

const histories = {
  unknown: [],
  claimed: [claimed],
  'partly recovered': [claimed, recovered('500.00', '500.00', '1500.00')],
  recovered: [claimed, recovered('2000.00', '2000.00', '0.00')],
  'written off': [claimed, writtenOff('2000.00')],
} as const satisfies Readonly<Record<string, readonly RecourseEvent[]>>;
type Situation = keyof typeof histories;
const ALL = Object.keys(histories) as Situation[];

const claim = {
  type: 'claim-recourse',
  recourseId: RECOURSE,
  against: 'supplier',
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  disputeId: DISPUTE,
  refundId: REFUND,
  amount: usd('2000.00'),
} as const;
const takenBack = {
  type: 'open-double-recovery-claim',
  recourseId: recourseId(ORDER),
  orderId: ORDER,
  paymentId: PAYMENT,
} as const;
const commands = {
  'claim-recourse': { command: claim, by: platform },
  'open-double-recovery-claim': { command: takenBack, by: platform },
  'record-recovery': {
    command: { type: 'record-recovery', recourseId: RECOURSE, amount: usd('500.00') },
    by: operator,
  },
  'write-off-recourse': {
    command: { type: 'write-off-recourse', recourseId: RECOURSE, reason: 'He is insolvent.' },
    by: operator,
  },
} as const satisfies { readonly [T in RecourseCommand['type']]: { command: RecourseCommand & { type: T }; by: Actor } };

const matrix: Matrix<RecourseCommand['type'], Situation, RecourseEvent> = {
  'claim-recourse': { ...inAll(ALL, same), unknown: yes(claimed) },
  // Nobody has anything twice as long as what was refunded is there.
  'open-double-recovery-claim': inAll(ALL, same),
  'record-recovery': {
    unknown: no('unknown-recourse', { recourseId: RECOURSE }),
    claimed: yes(recovered('500.00', '500.00', '1500.00')),
    'partly recovered': yes(recovered('500.00', '1000.00', '1000.00')),
    recovered: no('recourse-recovered'),
    'written off': no('recourse-written-off'),
  },
  'write-off-recourse': {
    unknown: no('unknown-recourse', { recourseId: RECOURSE }),
    claimed: yes(writtenOff('2000.00')),
    'partly recovered': yes(writtenOff('1500.00', '500.00')),
    recovered: no('recourse-recovered'),
    'written off': same,
  },
};

describe('recourse: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(recourse, matrix, histories, { none: true, claimed: true, recovered: true, 'written-off': true });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    const { decision } = given(...histories[situation]).when(command, { by, facts: after('2000.00') });
    expect(decision).toStrictEqual(answer);
  });

  it.each<[RecourseCommand['type'], Situation, Actor, string]>([
    ['claim-recourse', 'unknown', platform, 'only-the-platform-claims-recourse'],
    ['open-double-recovery-claim', 'unknown', platform, 'only-the-platform-claims-recourse'],
    ['record-recovery', 'claimed', operator, 'only-an-operator-records-a-recovery'],
    ['write-off-recourse', 'claimed', operator, 'only-an-operator-writes-off-recourse'],
  ])('%s is not everybody’s', (name, situation, allowedTo, refusal) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name].command, {
        by: actor,
        facts: after('0.00'),
      });
      if (actor === allowedTo) expect(decision.kind).toBe('happened');
      else expect(decision).toStrictEqual(no(refusal));
    }
  });

  it('is not there for third parties', () => {
    const state = foldOf(recourse, recourse.initialState, [claimed]);
    for (const actor of thirdParties) expect(recourse.isHiddenFrom?.(state, actor)).toBe(true);
  });
});

describe('recourse: what is claimed and what comes back', () => {
  it('from the buyer is what an appeal found to be too much', () => {
    const { decision } = given().when(
      { ...claim, against: 'buyer', recourseId: recourseId(`${REFUND}-excess`), amount: usd('1500.00') },
      { by: platform },
    );
    expect(decision).toMatchObject({ events: [{ data: { against: 'buyer', debtor: BUYER, basis: 'appeal' } }] });
  });

  it('is something', () => {
    given()
      .when({ ...claim, amount: usd('0.00') }, { by: platform })
      .thenRefused('amount-not-positive', { amount: usd('0.00') });
  });

  it.each([
    ['2000.01', 'more-than-outstanding', { outstanding: usd('2000.00'), amount: usd('2000.01') }],
    ['0.00', 'amount-not-positive', { amount: usd('0.00') }],
  ] as const)('of %s comes not back', (amount, code, facts) => {
    given(claimed)
      .when({ ...commands['record-recovery'].command, amount: usd(amount) }, { by: operator })
      .thenRefused(code, facts);
  });

  it('comes back in its currency', () => {
    given(claimed)
      .when({ ...commands['record-recovery'].command, amount: { minor: '1', currency: 'EUR' } }, { by: operator })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });
});

describe('a chargeback follows a refund: a double-recovery claim on the buyer; nothing is deleted', () => {
  it('of what was refunded beyond what is still there of his payments', () => {
    given()
      .when(takenBack, { by: platform, facts: after('1500.00') })
      .then(doubled('500.00', '500.00'));
  });

  it('of no more than that, when payments are taken back one after the other', () => {
    given(doubled('500.00', '500.00'))
      .when(takenBack, { by: platform, facts: after('0.00') })
      .then(doubled('1500.00', '2000.00'));
    given(doubled('500.00', '500.00'))
      .when(takenBack, { by: platform, facts: after('1500.00') })
      .thenNothing();
  });

  it('of no more than he was refunded, with what an appeal has claimed from him already', () => {
    given()
      .when(takenBack, { by: platform, facts: after('0.00', '1500.00') })
      .then(doubled('500.00', '500.00'));
    given()
      .when(takenBack, { by: platform, facts: after('500.00', '1500.00') })
      .thenNothing();
  });

  it('of nothing while a dispute is open, which may still change what is his', () => {
    given()
      .when(takenBack, { by: platform, facts: after('0.00', '0.00', DISPUTE) })
      .thenRefused('dispute-open', { disputeId: DISPUTE });
  });

  it('of nothing for an order that nobody knows', () => {
    for (const facts of [undefined, { order: null }])
      given()
        .when(takenBack, { by: platform, ...(facts && { facts }) })
        .thenRefused('unknown-order', { orderId: ORDER });
  });
});
