import { fromData, type MoneyData } from '#kernel';
import type { BoundOrder, KnownDispute, Order } from '../state.js';

/** In place of what was known of this dispute before. */
export function withDispute(
  order: BoundOrder,
  disputeId: string,
  status: KnownDispute['status'],
  refunded: MoneyData | null = null,
): Order {
  const others = order.disputes.filter((each) => each.disputeId !== disputeId);
  return {
    ...order,
    disputes: [...others, { disputeId, status, refunded: refunded && fromData(refunded) }],
  };
}
