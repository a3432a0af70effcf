import type { ConversationId, DomainEvent, OrderId, OrganisationId } from '#kernel';

/** A buyer reminded the supplier of their order [seed]: it reaches him where they talk. */
export type Reminded = DomainEvent<
  'order.supplier-reminded.v1',
  { readonly orderId: OrderId; readonly buyer: OrganisationId; readonly supplier: OrganisationId }
>;

/** The conversation about an order has the order's own id. */
export const conversationOf = (orderId: OrderId): ConversationId => orderId as string as ConversationId;
