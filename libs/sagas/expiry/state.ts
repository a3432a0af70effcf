import type { Instant, OrderId } from '#kernel';

/** What can happen to an order by itself. Each is the name of its deadline, too. */
export type Wait = 'unconfirmed' | 'unpaid' | 'amendment' | 'receipt' | 'receipt-reminder';

/** Which moments of an order are waited for; there is one deadline for each. */
export type ExpiryState = Readonly<{
  /** Null before it is submitted. */
  orderId: OrderId | null;
  waits: Readonly<Partial<Record<Wait, Instant>>>;
  /** Of the proposed amendment that may lapse. */
  amendment: string | null;
}>;
