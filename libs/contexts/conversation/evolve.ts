import type { ConversationEvent } from './events.js';
import type { Conversation, OpenedConversation } from './state.js';

export const evolve = (conversation: Conversation, event: ConversationEvent): Conversation => {
  switch (event.type) {
    case 'conversation.opened.v1': {
      const { conversationId: id, buyer, supplier } = event.data;
      return { phase: 'open', id, buyer, supplier, messages: 0, unread: { buyer: [], supplier: [] } };
    }
    case 'conversation.message-sent.v1': {
      const { by, number } = event.data;
      const { unread, ...others } = opened(conversation);
      const other = by === 'buyer' ? 'supplier' : 'buyer';
      return { ...others, messages: number, unread: { ...unread, [other]: [...unread[other], number] } };
    }
    case 'conversation.read.v1': {
      const { side, upTo } = event.data;
      const { unread, ...others } = opened(conversation);
      return { ...others, unread: { ...unread, [side]: unread[side].filter((number) => number > upTo) } };
    }
  }
};

function opened(conversation: Conversation): OpenedConversation {
  if (conversation.phase === 'none') throw new TypeError('Something was said before there was a conversation');
  return conversation;
}
