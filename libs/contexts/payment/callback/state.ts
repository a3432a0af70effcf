import type { OrganisationId, PaymentId, Personal } from '#kernel';
import type { Payment } from '../state.js';

export type Callback = { readonly phase: 'none' } | { readonly phase: 'received'; readonly contentDigest: string };

/** The payment that the callback names; null when there is none. */
export type CallbackFacts = { readonly payment: NamedPayment | null } | undefined;
export interface NamedPayment {
  readonly paymentId: PaymentId;
  /** Of every account that its money may have been sent to: a change applies to new instructions, and what was sent before counts. */
  readonly designatedNumbers: readonly Personal<string>[];
}

/** Of the payment that a callback names: whose it is, and the account that the buyer was told to pay to, when somebody told him. */
export function namedPayment(payment: Payment):
  | (Pick<NamedPayment, 'paymentId'> & {
      readonly supplier: OrganisationId;
      readonly told: readonly Personal<string>[];
    })
  | null {
  if (payment.phase === 'none' || payment.phase === 'stray') return null;
  const { attempt, account } = payment;
  return { paymentId: attempt.paymentId, supplier: attempt.supplier, told: account === null ? [] : [account.number] };
}
