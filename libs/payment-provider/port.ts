import type { MoneyData } from '#kernel';

/** Money that goes back to a buyer: a refund that was determined, or a payment that the order could not take. */
export interface PayOut {
  /** The id of the refund or of the return: the provider's idempotency key, so that the money goes once whatever is repeated. */
  readonly key: string;
  readonly kind: 'refund' | 'return';
  readonly orderId: string;
  /** The payment whose way the money goes back; the provider knows the account that it came from. */
  readonly paymentId: string;
  readonly amount: MoneyData;
}

/** What has become of a pay-out. `submitted` goes on to one of the other two. */
export type PayOutStatus =
  | { readonly kind: 'submitted'; readonly transaction: string }
  | { readonly kind: 'succeeded'; readonly transaction: string }
  | {
      readonly kind: 'failed';
      readonly transaction: string;
      readonly reason: string;
      /** Whether the same destination may take it later. */
      readonly retriable: boolean;
    };

/** Who moves the money. Nothing is believed about amounts that is not matched with what was recorded. */
export interface PaymentProvider {
  /**
   * The same key again, with the same content, answers with what became of the first.
   *
   * @throws ProviderUnavailable, ProviderOutcomeUnknown, ProviderRefused
   */
  payOut(order: PayOut): Promise<PayOutStatus>;

  /** Undefined when the provider has never heard of the key. @throws ProviderUnavailable */
  findPayOut(key: string): Promise<PayOutStatus | undefined>;
}

/** It could not be asked; nothing was done. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** It was asked and its answer was lost: only looking the key up tells what it did. */
export class ProviderOutcomeUnknown extends Error {
  override readonly name = 'ProviderOutcomeUnknown';
}

/** It understood and said no for good; sending the same again cannot mend it. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
