import { describe, expect, it } from '@jest/globals';
import { inquiryId, instant, localDate, orderId, type Actor } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, inAll, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, everybody, operator, supplier, thirdParties } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { inquiry, type InquiryCommand, type InquiryEvent, type InquiryFacts } from './index.js';

const given = givenOf(inquiry);
const id = inquiryId(uuid('d', 1));
const facts: InquiryFacts = {
  order: { buyer: BUYER, supplier: SUPPLIER },
  payment: { orderId: ORDER, amount: usd('1500.00') },
};
const subject = { inquiryId: id, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER, by: 'buyer' } as const;
const claimed = {
  ...{ amount: usd('1500.00'), sentOn: localDate('2026-02-20') },
  ...{ reference: 'SWIFT-9', bank: 'Deutsche Bank', note: 'The supplier says he has it.' },
};
const opened: InquiryEvent = { type: 'inquiry.opened.v1', data: { ...subject, ...claimed, openedAt: day(0) } };
const takenUp: InquiryEvent = { type: 'inquiry.taken-up.v1', data: { ...subject, takenUpAt: day(0) } };
const matched: InquiryEvent = {
  type: 'inquiry.matched.v1',
  data: { ...subject, paymentId: PAYMENT, amount: usd('1500.00'), matchedAt: day(0) },
};
const answered: InquiryEvent = {
  type: 'inquiry.answered.v1',
  data: { ...subject, answer: 'It went back to the sender.', answeredAt: day(0) },
};
const withdrawn: InquiryEvent = { type: 'inquiry.withdrawn.v1', data: { ...subject, withdrawnAt: day(0) } };

const histories = {
  unknown: [],
  open: [opened],
  'in-work': [opened, takenUp],
  matched: [opened, takenUp, matched],
  answered: [opened, takenUp, answered],
  withdrawn: [opened, withdrawn],
} as const;
type Situation = keyof typeof histories;
const ENDS = ['matched', 'answered', 'withdrawn'] as const;
const ended = Object.fromEntries(ENDS.map((phase) => [phase, no(`inquiry-${phase}`)])) as Record<
  (typeof ENDS)[number],
  ReturnType<typeof no>
>; // the phases are its keys

const commands = {
  'open-inquiry': { command: { type: 'open-inquiry', inquiryId: id, orderId: ORDER, ...claimed }, by: buyer },
  'take-up-inquiry': { command: { type: 'take-up-inquiry', inquiryId: id }, by: operator },
  'match-inquiry': { command: { type: 'match-inquiry', inquiryId: id, paymentId: PAYMENT }, by: operator },
  'answer-inquiry': {
    command: { type: 'answer-inquiry', inquiryId: id, answer: 'It went back to the sender.' },
    by: operator,
  },
  'withdraw-inquiry': { command: { type: 'withdraw-inquiry', inquiryId: id }, by: buyer },
} as const satisfies { readonly [T in InquiryCommand['type']]: { command: InquiryCommand & { type: T }; by: Actor } };

const unknown = no('unknown-inquiry', { inquiryId: id });
const notInWork = no('inquiry-not-in-work', { phase: 'open' });
const matrix: Matrix<InquiryCommand['type'], Situation, InquiryEvent> = {
  'open-inquiry': {
    ...inAll(Object.keys(histories) as Situation[], no('inquiry-already-open', { inquiryId: id })),
    unknown: yes(opened),
  },
  'take-up-inquiry': { unknown, open: yes(takenUp), 'in-work': same, ...ended },
  'match-inquiry': { unknown, open: notInWork, 'in-work': yes(matched), ...ended, matched: same },
  'answer-inquiry': { unknown, open: notInWork, 'in-work': yes(answered), ...ended },
  'withdraw-inquiry': { unknown, open: yes(withdrawn), 'in-work': yes(withdrawn), ...ended, withdrawn: same },
};

describe('a payment inquiry: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(inquiry, matrix, histories, {
      none: true,
      open: true,
      'in-work': true,
      matched: true,
      answered: true,
      withdrawn: true,
    });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });

  it.each<[InquiryCommand['type'], Situation, readonly Actor[], string]>([
    ['open-inquiry', 'unknown', [buyer, supplier], 'only-a-party-opens-an-inquiry'],
    ['take-up-inquiry', 'open', [operator], 'only-an-operator-works-on-inquiries'],
    ['match-inquiry', 'in-work', [operator], 'only-an-operator-works-on-inquiries'],
    ['answer-inquiry', 'in-work', [operator], 'only-an-operator-works-on-inquiries'],
    ['withdraw-inquiry', 'open', [buyer], 'only-who-opened-it-withdraws-an-inquiry'],
  ])('%s is not everybody’s', (name, situation, allowed, refusal) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor, facts });
      if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
      else if (thirdParties.includes(actor) && refusal.includes('only-a-party'))
        expect(decision).toMatchObject({ code: 'unknown-order' });
      else if (thirdParties.includes(actor) && refusal.includes('only-who')) expect(decision).toStrictEqual(unknown);
      else expect(decision).toStrictEqual(no(refusal));
    }
  });
});

describe('a payment inquiry', () => {
  const { command } = commands['open-inquiry'];

  it('is about an order of one’s own, and money that was sent', () => {
    given()
      .when(command, { by: buyer, facts: { order: null } })
      .thenRefused('unknown-order', { orderId: ORDER });
    given()
      .when({ ...command, amount: usd('0.00') }, { by: buyer, facts })
      .thenRefused('amount-not-positive', { amount: usd('0.00') });
    const sentOn = localDate('2026-03-02');
    given()
      .when({ ...command, sentOn }, { by: buyer, facts })
      .thenRefused('transfer-in-the-future', { sentOn });
  });

  it('is about money that was sent today, where it is tomorrow already', () => {
    const at = instant('2026-03-01T10:00:00Z');
    const { decision } = given().when({ ...command, sentOn: localDate('2026-03-02') }, { by: buyer, at, facts });
    expect(decision.kind).toBe('happened');
  });

  it('ends with money that has arrived, for its own order', () => {
    const { command: match } = commands['match-inquiry'];
    given(opened, takenUp)
      .when(match, { by: operator, facts: { payment: null } })
      .thenRefused('payment-not-arrived', { paymentId: PAYMENT });
    const other = orderId(uuid('a', 2));
    given(opened, takenUp)
      .when(match, { by: operator, facts: { payment: { orderId: other, amount: usd('1.00') } } })
      .thenRefused('payment-of-another-order', { orderId: other });
  });
});
