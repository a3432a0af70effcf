import { describe, expect, it } from '@jest/globals';
import type { JsonObject, Projection } from '#kernel';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, uuid } from '../../../test/support/values.js';
import { conversations, messages, type ConversationDoc } from './index.js';

const between = { conversationId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const text = { sealed: 'x', subject: BUYER, key: 'k' };
type Fact = readonly [type: string, data: JsonObject];
const opened: Fact = ['conversation.opened.v1', { ...between, listingId: null, orderId: ORDER, by: 'buyer' }];
const said = (number: number, unread: object): Fact => [
  'conversation.message-sent.v1',
  { ...between, messageId: uuid('d', number), number, by: 'buyer', text, sentAt: day(number), unread: { ...unread } },
];
const reminded: Fact = ['order.supplier-reminded.v1', { orderId: ORDER, buyer: BUYER, supplier: SUPPLIER }];

function fold(...facts: readonly Fact[]): ConversationDoc | null {
  return facts.reduce<ConversationDoc | null>((doc, [type, data], n) => {
    const event = recordedAs(type, data, { at: day(n) });
    expect(conversations.keys(event)).toStrictEqual([ORDER]);
    return conversations.project(doc, event, ORDER);
  }, null);
}

describe('the message centre', () => {
  it('shows a conversation with its last message and what each side has not read', () => {
    expect(fold(opened, said(1, { buyer: 0, supplier: 1 }))).toStrictEqual({
      ...between,
      listingId: null,
      orderId: ORDER,
      messages: 1,
      lastMessage: { by: 'buyer', text, at: day(1) },
      unread: { buyer: 0, supplier: 1 },
      reminders: { buyer: 0, supplier: 0 },
      updatedAt: day(1),
    });
    const read: Fact = [
      'conversation.read.v1',
      { ...between, side: 'supplier', upTo: 1, unread: { buyer: 0, supplier: 0 } },
    ];
    expect(fold(opened, said(1, { buyer: 0, supplier: 1 }), read)?.unread).toStrictEqual({ buyer: 0, supplier: 0 });
    expect(() => fold(said(1, {}))).toThrow(TypeError);
  });

  it('counts a reminder of the order until the supplier reads, also where nobody has spoken yet', () => {
    expect(fold(reminded)).toMatchObject({ ...between, orderId: ORDER, unread: { buyer: 0, supplier: 1 } });
    const later = fold(reminded, opened, said(1, { buyer: 0, supplier: 1 }));
    expect(later).toMatchObject({ messages: 1, unread: { buyer: 0, supplier: 2 } });
    const read: Fact = [
      'conversation.read.v1',
      { ...between, side: 'supplier', upTo: 1, unread: { buyer: 0, supplier: 0 } },
    ];
    expect(fold(reminded, opened, said(1, { buyer: 0, supplier: 1 }), read)?.unread.supplier).toBe(0);
  });
});

describe('messages', () => {
  const made = (projection: Projection, [type, data]: Fact) => {
    const event = recordedAs(type, data, { stream: 'order-1', revision: 7, at: day(3) });
    return { keys: projection.keys(event), doc: projection.project(null, event, projection.keys(event)[0] ?? '') };
  };

  it('are documents of their own, with their words still sealed', () => {
    expect(made(messages as Projection, said(2, {}))).toStrictEqual({
      keys: [uuid('d', 2)],
      doc: { conversationId: ORDER, kind: 'message', number: 2, by: 'buyer', text, at: day(2) },
    });
  });

  it('have the reminders of the order among them', () => {
    expect(made(messages as Projection, reminded)).toStrictEqual({
      keys: ['reminder-order-1@7'],
      doc: { conversationId: ORDER, kind: 'reminder', number: null, by: 'buyer', text: null, at: day(3) },
    });
  });
});
