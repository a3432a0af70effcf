import type { PaymentId, Personal } from '#kernel';
import type { Payment } from '../state.js';

export type Callback = { readonly phase: 'none' } | { readonly phase: 'received'; readonly contentDigest: string };

/** The payment that the callback names; null when there is none. */
export type CallbackFacts = { readonly payment: NamedPayment | null } | undefined;
export interface NamedPayment {
  readonly paymentId: PaymentId;
  /** The number of the account that the buyer was told to pay to; null when nobody told him. */
  readonly designatedNumber: Personal<string> | null;
}

/** What a callback must know of the payment that it names. */
export function namedPayment(payment: Payment): NamedPayment | null {
  if (payment.phase === 'none' || payment.phase === 'stray') return null;
  return { paymentId: payment.attempt.paymentId, designatedNumber: payment.account?.number ?? null };
}
