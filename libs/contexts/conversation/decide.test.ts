import { describe, expect, it } from '@jest/globals';
import { conversationId as toConversationId, listingId as toListingId, messageId as toMessageId } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, everybody, supplier, thirdParties } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import { conversation, type ConversationCommand, type ConversationEvent } from './index.js';

const given = givenOf(conversation);
const conversationId = toConversationId(uuid('c', 1));
const messageId = toMessageId(uuid('d', 1));
const listingId = toListingId(uuid('a', 1));
const facts = { parties: { buyer: BUYER, supplier: SUPPLIER } };
const subject = { conversationId, buyer: BUYER, supplier: SUPPLIER };

const opened: ConversationEvent = {
  type: 'conversation.opened.v1',
  data: { ...subject, listingId: null, orderId: ORDER, by: 'buyer' },
};
const sent = (number: number, by: 'buyer' | 'supplier', unread: [number, number]): ConversationEvent => ({
  type: 'conversation.message-sent.v1',
  data: {
    ...subject,
    messageId,
    number,
    by,
    text: 'Hello.',
    sentAt: day(0),
    unread: { buyer: unread[0], supplier: unread[1] },
  },
});
const read = (side: 'buyer' | 'supplier', upTo: number, unread: [number, number]): ConversationEvent => ({
  type: 'conversation.read.v1',
  data: { ...subject, side, upTo, unread: { buyer: unread[0], supplier: unread[1] } },
});

const histories = {
  unknown: [],
  opened: [opened],
  answered: [opened, sent(1, 'supplier', [1, 0])],
  read: [opened, sent(1, 'supplier', [1, 0]), read('buyer', 1, [0, 0])],
} as const;
const commands = {
  'open-conversation': { type: 'open-conversation', conversationId, about: { kind: 'order', orderId: ORDER } },
  'send-message': { type: 'send-message', conversationId, messageId, text: 'Hello.' },
  'mark-read': { type: 'mark-read', conversationId, upTo: 1 },
} as const satisfies { readonly [T in ConversationCommand['type']]: ConversationCommand & { type: T } };

const unknown = no('unknown-conversation', { conversationId });
const matrix: Matrix<ConversationCommand['type'], keyof typeof histories, ConversationEvent> = {
  'open-conversation': { unknown: yes(opened), opened: same, answered: same, read: same },
  'send-message': {
    unknown,
    opened: yes(sent(1, 'buyer', [0, 1])),
    answered: yes(sent(2, 'buyer', [1, 1])),
    read: yes(sent(2, 'buyer', [0, 1])),
  },
  'mark-read': {
    unknown,
    opened: no('message-not-written-yet', { upTo: 1, messages: 0 }),
    answered: yes(read('buyer', 1, [0, 0])),
    read: same,
  },
};

describe('conversation: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(conversation, matrix, histories, { none: true, open: true });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    const { decision } = given(...histories[situation]).when(commands[command], { by: buyer, facts });
    expect(decision).toStrictEqual(answer);
  });

  it.each<[ConversationCommand['type'], keyof typeof histories]>([
    ['open-conversation', 'unknown'],
    ['send-message', 'opened'],
    ['mark-read', 'answered'],
  ])('%s is for the two alone, and a third does not learn of them', (name, situation) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name], { by: actor, facts });
      if (actor === buyer) expect(decision.kind).toBe('happened');
      else if (actor === supplier) expect(decision.kind).toBe(name === 'mark-read' ? 'nothing' : 'happened');
      else if (thirdParties.includes(actor))
        expect(decision).toStrictEqual(
          name === 'open-conversation' ? no('unknown-order', { orderId: ORDER }) : unknown,
        );
      else expect(decision).toStrictEqual(no('only-a-party-talks'));
    }
  });
});

describe('conversation: what it is about', () => {
  const aboutListing = {
    ...commands['open-conversation'],
    about: { kind: 'listing', listingId, buyer: BUYER },
  } as const;

  it('may be a listing', () => {
    given()
      .when(aboutListing, { by: buyer, facts })
      .then({ type: 'conversation.opened.v1', data: { ...subject, listingId, orderId: null, by: 'buyer' } });
  });

  it('has to be there', () => {
    for (const none of [{ parties: null }, undefined]) {
      const context = { by: buyer, ...(none && { facts: none }) };
      given().when(aboutListing, context).thenRefused('unknown-listing', { listingId });
      given().when(commands['open-conversation'], context).thenRefused('unknown-order', { orderId: ORDER });
    }
  });

  it('is between two', () => {
    const oneself = { parties: { buyer: BUYER, supplier: BUYER } };
    given()
      .when(aboutListing, { by: buyer, facts: oneself })
      .thenRefused('parties-not-distinct', { organisation: BUYER });
  });
});

describe('conversation: what is unread', () => {
  const history = [
    opened,
    sent(1, 'supplier', [1, 0]),
    sent(2, 'supplier', [2, 0]),
    sent(3, 'buyer', [2, 1]),
    sent(4, 'supplier', [3, 1]),
  ];

  it.each([
    [1, [2, 1]],
    [2, [1, 1]],
    [3, [1, 1]],
    [4, [0, 1]],
  ] as const)('is counted by side: up to %d', (upTo, unread) => {
    given(...history)
      .when({ ...commands['mark-read'], upTo }, { by: buyer })
      .then(read('buyer', upTo, [...unread]));
  });

  it('is not read twice', () => {
    given(...history, read('buyer', 2, [1, 1]))
      .when({ ...commands['mark-read'], upTo: 3 }, { by: buyer })
      .thenNothing();
  });
});
