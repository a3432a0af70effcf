import { describe, expect, it } from '@jest/globals';
import { fromData, type JsonObject } from '#kernel';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { inquiries, type InquiryDoc } from './index.js';

const inquiryId = uuid('d', 1);
const subject = { inquiryId, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER, by: 'buyer' };
const sealed = (of: string) => ({ sealed: of, subject: BUYER, key: 'k' });
const claimed = {
  ...{ sentOn: '2026-02-20', reference: sealed('SWIFT-9'), bank: sealed('Deutsche Bank') },
  note: sealed('The supplier says he has it.'),
};

type Happened = readonly [type: string, data: JsonObject];
const opened: Happened = ['inquiry.opened.v1', { ...subject, ...claimed, amount: usd('1500.00'), openedAt: day(0) }];
const takenUp: Happened = ['inquiry.taken-up.v1', { ...subject, takenUpAt: day(1) }];
const matched: Happened = [
  'inquiry.matched.v1',
  { ...subject, paymentId: PAYMENT, amount: usd('1500.00'), matchedAt: day(2) },
];
const answered: Happened = ['inquiry.answered.v1', { ...subject, answer: sealed('It went back.'), answeredAt: day(2) }];
const withdrawn: Happened = ['inquiry.withdrawn.v1', { ...subject, withdrawnAt: day(1) }];

/** The document after the events, one a day. */
const fold = (...events: readonly Happened[]): InquiryDoc | null =>
  events.reduce<InquiryDoc | null>((doc, [type, data], index) => {
    const event = recordedAs(type, data, { at: day(index) });
    expect(inquiries.keys(event)).toStrictEqual([inquiryId]);
    return inquiries.project(doc, event, inquiryId);
  }, null);

const told = { ...subject, ...claimed, amount: fromData(usd('1500.00')), openedAt: day(0) };

describe('the inquiries', () => {
  it.each<[string, readonly Happened[], Partial<InquiryDoc>]>([
    ['one that was opened says what was sent', [opened], { phase: 'open', updatedAt: day(0) }],
    ['one that an operator works on', [opened, takenUp], { phase: 'in-work', updatedAt: day(1) }],
    [
      'one that was matched names the payment',
      [opened, takenUp, matched],
      { phase: 'matched', paymentId: PAYMENT, updatedAt: day(2) },
    ],
    ['one that was withdrawn', [opened, withdrawn], { phase: 'withdrawn', updatedAt: day(1) }],
  ])('%s', (_, events, now) => {
    expect(fold(...events)).toStrictEqual({ ...told, paymentId: null, answer: null, ...now });
  });

  it('one that was answered says what, sealed as it is stored', () => {
    const answer = sealed('It went back.');
    const now = { phase: 'answered', paymentId: null, answer, updatedAt: day(2) };
    expect(fold(opened, takenUp, answered)).toStrictEqual({ ...told, ...now });
  });

  it('what is heard of one that nobody opened is nothing', () => {
    for (const event of [takenUp, matched, answered, withdrawn]) expect(fold(event)).toBeNull();
  });
});
