import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { DISPUTE } from '../../../test/support/dispute-history.js';
import {
  expectEveryPair,
  inAll,
  no,
  pairsOf,
  same,
  yes,
  type Answer,
  type Matrix,
} from '../../../test/support/matrix.js';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, everybody, operator, platform, thirdParties } from '../../../test/support/people.js';
import {
  REFUND,
  authorised,
  failed,
  inReview,
  intended,
  notDue,
  refundSubject,
  refundSubmitted,
  retried,
  succeeded,
} from '../../../test/support/refund-history.js';
import { usd } from '../../../test/support/values.js';
import { payOutOf, refund, type RefundCommand, type RefundEvent, type RefundFacts } from './index.js';

const given = givenOf(refund);
const facts: RefundFacts = { paymentId: PAYMENT };
const histories = {
  unknown: [],
  'not due': [notDue],
  authorised: [authorised],
  intended: [authorised, intended()],
  submitted: [authorised, intended(), refundSubmitted],
  succeeded: [authorised, intended(), refundSubmitted, succeeded],
  failed: [authorised, intended(), refundSubmitted, failed()],
  retried: [authorised, intended(), refundSubmitted, failed(), retried()],
  'in manual review': [authorised, intended(), refundSubmitted, failed(false), inReview],
} as const satisfies Readonly<Record<string, readonly RefundEvent[]>>;
type Situation = keyof typeof histories;
const ALL = Object.keys(histories) as Situation[];

const authorise = {
  type: 'authorise-refund',
  refundId: REFUND,
  disputeId: DISPUTE,
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  origin: 'determination',
  determined: usd('2500.00'),
  amount: usd('2000.00'),
} as const;
const commands = {
  'authorise-refund': authorise,
  'submit-refund': { type: 'submit-refund', refundId: REFUND },
  'record-refund-submitted': { type: 'record-refund-submitted', refundId: REFUND, transaction: 'TX-1' },
  'record-refund-succeeded': { type: 'record-refund-succeeded', refundId: REFUND, transaction: 'TX-1' },
  'record-refund-failed': {
    type: 'record-refund-failed',
    refundId: REFUND,
    transaction: 'TX-1',
    reason: 'account-closed',
    retriable: true,
  },
  'retry-refund': { type: 'retry-refund', refundId: REFUND },
  'send-refund-to-manual-review': {
    type: 'send-refund-to-manual-review',
    refundId: REFUND,
    reason: 'account-closed',
  },
} as const satisfies { readonly [T in RefundCommand['type']]: RefundCommand & { type: T } };

/** Where a refund stands says why it cannot do something. */
const standing: Readonly<Record<Situation, Answer<RefundEvent>>> = {
  unknown: no('unknown-refund', { refundId: REFUND }),
  'not due': no('refund-not-due'),
  authorised: no('refund-authorised'),
  intended: no('refund-submission-intended'),
  submitted: no('refund-submitted'),
  succeeded: no('refund-succeeded'),
  failed: no('refund-failed'),
  retried: no('refund-retried'),
  'in manual review': no('refund-manual-review'),
};

const matrix: Matrix<RefundCommand['type'], Situation, RefundEvent> = {
  'authorise-refund': { ...inAll(ALL, same), unknown: yes(authorised) },
  'submit-refund': {
    ...standing,
    authorised: yes(intended()),
    intended: same, // the provider is then asked what it did
    submitted: same,
    retried: yes(intended(2)),
  },
  'record-refund-submitted': { ...standing, intended: yes(refundSubmitted), submitted: same, succeeded: same },
  'record-refund-succeeded': { ...standing, intended: yes(succeeded), submitted: yes(succeeded), succeeded: same },
  'record-refund-failed': { ...standing, intended: yes(failed()), submitted: yes(failed()), failed: same },
  'retry-refund': { ...standing, failed: yes(retried()), retried: same },
  'send-refund-to-manual-review': {
    ...standing,
    authorised: yes(inReview),
    failed: yes(inReview),
    retried: yes({ ...inReview, data: { ...inReview.data, attempt: 2 } } as RefundEvent),
    'in manual review': same,
  },
};

describe('refund: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(refund, matrix, histories, {
      none: true,
      'not-due': true,
      authorised: true,
      retried: true,
      'submission-intended': true,
      submitted: true,
      succeeded: true,
      failed: true,
      'manual-review': true,
    });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    const { decision } = given(...histories[situation]).when(commands[command], { by: platform, facts });
    expect(decision).toStrictEqual(answer);
  });

  it.each<[RefundCommand['type'], Situation, readonly Actor[], string]>([
    ['authorise-refund', 'unknown', [platform], 'only-the-platform-authorises-refunds'],
    ['submit-refund', 'authorised', [platform], 'only-the-platform-pays-refunds'],
    ['record-refund-submitted', 'intended', [platform], 'only-the-platform-pays-refunds'],
    ['record-refund-succeeded', 'submitted', [platform], 'only-the-platform-pays-refunds'],
    ['record-refund-failed', 'submitted', [platform], 'only-the-platform-pays-refunds'],
    ['retry-refund', 'failed', [platform, operator], 'only-an-operator-retries-a-refund'],
    ['send-refund-to-manual-review', 'failed', [platform], 'only-the-platform-pays-refunds'],
  ])('%s is not everybody’s', (name, situation, allowed, refusal) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name], { by: actor, facts });
      if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
      else if (name === 'record-refund-succeeded' && actor === operator)
        expect(decision).toStrictEqual(no('refund-submitted')); // his word counts after the review alone
      else expect(decision).toStrictEqual(no(refusal));
    }
  });

  it('is not there for third parties', () => {
    const state = foldOf(refund, refund.initialState, histories.submitted);
    for (const actor of thirdParties) {
      expect(refund.isHiddenFrom?.(state, actor)).toBe(true);
      expect(refund.isHiddenFrom?.(refund.initialState, actor)).toBe(false);
    }
  });
});

describe('refund: what is authorised', () => {
  it('payable 0 is recorded as not due', () => {
    given()
      .when({ ...authorise, amount: usd('0.00') }, { by: platform })
      .then(notDue);
  });

  it('goes the way of a payment', () => {
    for (const unknown of [undefined, { paymentId: null }])
      given()
        .when(authorise, { by: platform, ...(unknown && { facts: unknown }) })
        .thenRefused('no-payment-to-refund', { orderId: ORDER });
  });
});

describe('refund: what the provider says', () => {
  const another = { transaction: 'TX-2' };
  const mismatch = no('refund-of-another-transaction', { known: 'TX-1', told: 'TX-2' });

  it.each<[RefundCommand['type'], Situation]>([
    ['record-refund-submitted', 'submitted'],
    ['record-refund-submitted', 'succeeded'],
    ['record-refund-succeeded', 'submitted'],
    ['record-refund-succeeded', 'succeeded'],
    ['record-refund-failed', 'submitted'],
  ])('of another transaction is a conflict: %s, %s', (name, situation) => {
    const command = { ...commands[name], ...another } as RefundCommand;
    expect(given(...histories[situation]).when(command, { by: platform }).decision).toStrictEqual(mismatch);
  });

  it('may be no for good at once, without a transaction', () => {
    const refused = { ...commands['record-refund-failed'], transaction: null, retriable: false };
    const { decision } = given(...histories.intended).when(refused, { by: platform });
    expect(decision).toMatchObject({ events: [{ data: { transaction: null, retriable: false, attempt: 1 } }] });
  });
});

describe('refund: the provider paid, its answer was lost', () => {
  it('it is asked by the refund id, whatever was intended before', () => {
    const of = (events: readonly RefundEvent[]) => payOutOf(foldOf(refund, refund.initialState, events));
    const order = { kind: 'refund', orderId: ORDER, paymentId: PAYMENT, amount: refundSubject.amount, isRetry: false };
    for (const situation of ['intended', 'submitted'] as const)
      expect(of(histories[situation])).toStrictEqual({ key: REFUND, ...order });
    for (const situation of ['unknown', 'not due', 'authorised', 'succeeded', 'failed', 'retried'] as const)
      expect(of(histories[situation])).toBeNull();
  });

  it('under the same id also when it is tried again', () => {
    const again = [...histories.retried, intended(2)];
    expect(payOutOf(foldOf(refund, refund.initialState, again))).toMatchObject({ key: REFUND, isRetry: true });
  });
});

describe('refund destination closed: cover stays consumed; retry, then manual review', () => {
  it('what cannot help is not tried again by itself, but by an operator', () => {
    const closedAccount = [authorised, intended(), failed(false)];
    given(...closedAccount)
      .when(commands['retry-refund'], { by: platform })
      .thenRefused('refund-not-retriable');
    given(...closedAccount)
      .when(commands['retry-refund'], { by: operator })
      .then(retried('operator'));
    given(...histories['in manual review'])
      .when(commands['retry-refund'], { by: operator })
      .then(retried('operator'));
  });

  it('what an operator has paid by other means is paid', () => {
    const paid = { ...commands['record-refund-succeeded'], transaction: 'by cheque 17' };
    const review = histories['in manual review'];
    const done: RefundEvent = { type: 'refund.succeeded.v1', data: { ...refundSubject, transaction: 'by cheque 17' } };
    given(...review)
      .when(paid, { by: operator })
      .then(done);
    given(...review, done)
      .when(paid, { by: operator })
      .thenNothing();
    given().when(paid, { by: operator }).thenRefused('unknown-refund', { refundId: REFUND });
  });
});
