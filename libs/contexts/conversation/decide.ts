import {
  actsAs,
  decideBy,
  happened,
  isThirdParty,
  nothing,
  refuse,
  type Actor,
  type DecisionContext,
  type Refusal,
  type Rule,
  type Side,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { ConversationCommand, MarkRead, OpenConversation, SendMessage, Subject } from './commands.js';
import type { ConversationEvent } from './events.js';
import type { Conversation, ConversationFacts, OpenedConversation, Parties } from './state.js';

type Context = DecisionContext<RuleSet, ConversationFacts>;
type Decide<C extends ConversationCommand> = Rule<Conversation, C, ConversationEvent, Context>;

/** What two have to say to each other does not exist for a third. */
export const isHiddenFrom = (conversation: Conversation, actor: Actor): boolean =>
  conversation.phase === 'open' && isThirdParty(actor, conversation);

/** About a listing the buyer begins; about an order either side may. */
const open: Decide<OpenConversation> = (conversation, { conversationId, about }, { actor, facts }) => {
  const parties = conversation.phase === 'open' ? conversation : (facts?.parties ?? null);
  if (parties === null || isThirdParty(actor, parties)) return nothingToTalkAbout(about);
  const by = sideOf(actor, parties);
  if (by === null) return refuse('only-a-party-talks');
  if (conversation.phase === 'open') return nothing();
  const { buyer, supplier } = parties;
  if (buyer === supplier) return refuse('parties-not-distinct', { organisation: buyer });
  const [listingId, orderId] = about.kind === 'listing' ? [about.listingId, null] : [null, about.orderId];
  return happened({
    type: 'conversation.opened.v1',
    data: { conversationId, buyer, supplier, listingId, orderId, by },
  });
};

const nothingToTalkAbout = (about: Subject): Refusal =>
  about.kind === 'listing'
    ? refuse('unknown-listing', { listingId: about.listingId })
    : refuse('unknown-order', { orderId: about.orderId });

const say: Decide<SendMessage> = (conversation, { conversationId, messageId, text }, { actor, now }) => {
  if (conversation.phase === 'none' || isHiddenFrom(conversation, actor)) return unknown({ conversationId });
  const by = sideOf(actor, conversation);
  if (by === null) return refuse('only-a-party-talks');
  const number = conversation.messages + 1;
  const counts = countsOf(conversation);
  const other = otherSide(by);
  const unread = { ...counts, [other]: counts[other] + 1 };
  const { buyer, supplier } = conversation;
  const message = { messageId, number, by, text, sentAt: now, unread };
  return happened({
    type: 'conversation.message-sent.v1',
    data: { conversationId, buyer, supplier, ...message },
  });
};

/** Reading again what was read changes nothing; nobody reads what was not written yet. */
const markRead: Decide<MarkRead> = (conversation, { conversationId, upTo }, { actor }) => {
  if (conversation.phase === 'none' || isHiddenFrom(conversation, actor)) return unknown({ conversationId });
  const side = sideOf(actor, conversation);
  if (side === null) return refuse('only-a-party-talks');
  const { buyer, supplier, messages } = conversation;
  if (upTo > messages) return refuse('message-not-written-yet', { upTo, messages });
  const left = conversation.unread[side].filter((number) => number > upTo);
  if (left.length === conversation.unread[side].length) return nothing();
  const unread = { ...countsOf(conversation), [side]: left.length };
  return happened({ type: 'conversation.read.v1', data: { conversationId, buyer, supplier, side, upTo, unread } });
};

const unknown = ({ conversationId }: Pick<SendMessage, 'conversationId'>): Refusal =>
  refuse('unknown-conversation', { conversationId });

function sideOf(actor: Actor, { buyer, supplier }: Parties): Side | null {
  if (actsAs(actor, 'buyer', buyer)) return 'buyer';
  return actsAs(actor, 'supplier', supplier) ? 'supplier' : null;
}

const otherSide = (side: Side): Side => (side === 'buyer' ? 'supplier' : 'buyer');

const countsOf = ({ unread }: OpenedConversation): Record<Side, number> => ({
  buyer: unread.buyer.length,
  supplier: unread.supplier.length,
});

export const decide = decideBy<Conversation, ConversationCommand, ConversationEvent, Context>({
  'open-conversation': open,
  'send-message': say,
  'mark-read': markRead,
});
