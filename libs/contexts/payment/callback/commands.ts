import type { PaymentId } from '#kernel';
import type { PayOutReport, Report } from '../vocabulary.js';

/** A signed callback of the provider. It says something of one payment, or of one pay-out. */
export type ReceiveCallback = Readonly<{
  type: 'receive-callback';
  /** Derived from the provider and the provider's own event id: whatever is repeated lands on one stream. */
  callbackId: string;
  provider: string;
  eventId: string;
  /** The key that the provider was asked with; null where it knows none. */
  reference: string | null;
  payment: Omit<Report, 'provider' | 'destination'> & { readonly account: string | null };
  /** Where it goes when there is no such payment: derived from the provider and the transaction. */
  strayId: PaymentId;
}>;

export type ReceivePayOutCallback = Readonly<{
  type: 'receive-pay-out-callback';
  callbackId: string;
  provider: string;
  eventId: string;
  reference: string | null;
  payOut: PayOutReport;
}>;

export type CallbackCommand = ReceiveCallback | ReceivePayOutCallback;
