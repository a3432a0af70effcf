import type { MoneyData, OrderId } from '#kernel';

/** After any money has arrived: with the amount that is to go back to the buyer. */
export type ProposeCancellation = Readonly<{
  type: 'propose-cancellation';
  orderId: OrderId;
  amountToReturn: MoneyData;
  reason: string;
}>;

export type AcceptCancellation = Readonly<{
  type: 'accept-cancellation';
  orderId: OrderId;
  /** Of the proposal that the side has read; another one is not accepted by it. */
  amountToReturn: MoneyData;
}>;

export type RejectCancellation = Readonly<{ type: 'reject-cancellation'; orderId: OrderId }>;
