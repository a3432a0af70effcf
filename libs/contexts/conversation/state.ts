import type { ConversationId, OrganisationId, Side } from '#kernel';

/** What was said is not remembered, only how much of it each side has yet to read. */
export type Conversation =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'open';
      readonly id: ConversationId;
      readonly buyer: OrganisationId;
      readonly supplier: OrganisationId;
      readonly messages: number;
      /** The numbers of the messages that a side has not read. */
      readonly unread: Readonly<Record<Side, readonly number[]>>;
    };

export type OpenedConversation = Extract<Conversation, { readonly phase: 'open' }>;

/** What `open-conversation` must know: between whom it would be, null when there is no such listing or order. */
export type ConversationFacts = { readonly parties: Parties | null } | undefined;
export interface Parties {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}
