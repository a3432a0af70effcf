import type { MoneyData, OrderId, TypeOf } from '#kernel';
import type { expiryReasonSchema } from '../events/endings.js';

/** The time of an order that nobody confirmed, or paid, may be over. */
export type ExpireOrder = Readonly<{
  type: 'expire-order';
  orderId: OrderId;
  reason: TypeOf<typeof expiryReasonSchema>;
}>;

type DisputeCommand<T extends string> = Readonly<{ type: T; orderId: OrderId; disputeId: string }>;

export type RecordDisputeOpened = DisputeCommand<'record-dispute-opened'>;
export type RecordDisputeEscalated = DisputeCommand<'record-dispute-escalated'>;
export type RecordDisputeEnded = DisputeCommand<'record-dispute-ended'> &
  Readonly<{
    /** How it ended, in the dispute's own words. */
    outcome: string;
    /** What the buyer got by it; null for nothing. */
    refunded: MoneyData | null;
  }>;

/** The dispute's end is the order's end, too. */
export type CloseByDispute = DisputeCommand<'close-by-dispute'>;
