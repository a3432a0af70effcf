import type { ConversationId, OrderId } from '#kernel';
import type { OrderEvent } from '#contexts/ordering';

/** A buyer reminded the supplier of their order [seed]: it reaches him where they talk. */
export type Reminded = Extract<OrderEvent, { type: 'order.supplier-reminded.v1' }>;

/** The conversation about an order has the order's own id. */
export const conversationOf = (orderId: OrderId): ConversationId => orderId as string as ConversationId;
