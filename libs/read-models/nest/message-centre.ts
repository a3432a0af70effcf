import { Injectable } from '@nestjs/common';
import { isThirdParty, type Actor, type ConversationId, type Position, type Side } from '#kernel';
import { Engine, pageFrom, pageOf, Presenter, type PageQuery } from '#platform';
import { conversations, messages, type ConversationDoc, type MessageDoc } from '../conversations/index.js';
import type { ConversationsAnswer, MessagesAnswer } from './conversation.answer.js';

/** What a side of conversations gets to see. */
@Injectable()
export class MessageCentre {
  constructor(
    private readonly engine: Engine,
    private readonly presenter: Presenter,
  ) {}

  async list({ role, organisation }: Actor, page: PageQuery): Promise<ConversationsAnswer> {
    const live = await this.engine.readStore.live<ConversationDoc>(conversations);
    const mine = { [sideOf(role)]: { eq: organisation } };
    const { documents, next = null } = await pageFrom(() =>
      live.find({ where: mine, sort: [{ field: 'updatedAt', direction: 'desc' }], ...pageOf(page) }),
    );
    const withUnread = await live.count({ ...mine, [`unread.${sideOf(role)}`]: { gt: 0 } });
    const shown = documents.map(({ doc }) => seenBy(doc, sideOf(role)));
    return { conversations: await this.presenter.present(shown), withUnread, next };
  }

  /** Null when there is no such conversation, or not for this caller. */
  async read(
    conversationId: ConversationId,
    actor: Actor,
    page: PageQuery,
  ): Promise<{ readonly position: Position; readonly body: MessagesAnswer } | null> {
    const { readStore } = this.engine;
    const stored = await (await readStore.live<ConversationDoc>(conversations)).get(conversationId);
    if (!stored?.doc || isThirdParty(actor, stored.doc) || stored.doc[sideOf(actor.role)] !== actor.organisation)
      return null;
    const live = await readStore.live<MessageDoc>(messages);
    const { documents, next = null } = await pageFrom(() =>
      live.find({
        where: { conversationId: { eq: conversationId } },
        // Two may be said in the same millisecond.
        sort: [
          { field: 'at', direction: 'desc' },
          { field: 'number', direction: 'desc' },
        ],
        ...pageOf(page),
      }),
    );
    const said = documents.map(({ doc: { conversationId: _id, ...message } }) => message);
    const shown = { conversation: seenBy(stored.doc, sideOf(actor.role)), messages: said };
    return { position: stored.position, body: { ...(await this.presenter.present(shown)), next } };
  }
}

/** The policy table lets nobody else ask. */
const sideOf = (role: Actor['role']): Side => (role === 'buyer' ? 'buyer' : 'supplier');

function seenBy({ unread, reminders: _, ...doc }: ConversationDoc, side: Side) {
  return { ...doc, unread: unread[side] };
}
