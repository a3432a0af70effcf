import type { MoneyData } from '#kernel';

/** Money that is to come: taken from a card or a checking account, and paid to the supplier's designated account. */
export interface PaymentOrder {
  /** The id of the payment: the provider's idempotency key. */
  readonly key: string;
  readonly orderId: string;
  readonly amount: MoneyData;
  /** The designated account: the only one that covered money goes to. */
  readonly payee: { readonly bank: string; readonly holder: string; readonly number: string };
  readonly instrument:
    | {
        readonly method: 'card';
        /** What the provider gave for a number that it alone has seen. */
        readonly token: string;
      }
    | {
        readonly method: 'e-checking';
        readonly bank: string;
        readonly country: string;
        readonly holder: string;
        readonly routingNumber: string;
        readonly accountNumber: string;
      };
}

/** How far a payment is, as the provider answers and as it calls back. */
export interface PaymentNews {
  /** The provider's own name for what it does. */
  readonly transaction: string;
  /** Counts up within the transaction. */
  readonly sequence: number;
  readonly kind: 'verifying' | 'authorised' | 'processing' | 'arrived' | 'rejected' | 'failed' | 'expired' | 'reversed';
  /** Of what arrived or was reversed. */
  readonly amount: MoneyData | null;
  /** Where it arrived: an account number. */
  readonly account: string | null;
  readonly reason: string | null;
}

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
      /** Whether the same destination may take it later: the same key again is then another try. */
      readonly retriable: boolean;
    };

/** Who moves the money. Nothing is believed about amounts that is not matched with what was recorded. */
export interface PaymentProvider {
  /** As it signs its callbacks, and as what it says is recorded. */
  readonly name: string;

  /**
   * The same key again, with the same content, answers with how far the first is.
   *
   * @throws ProviderUnavailable, ProviderOutcomeUnknown, ProviderRefused
   */
  initiate(order: PaymentOrder): Promise<PaymentNews>;

  /** Undefined when the provider has never heard of the key. @throws ProviderUnavailable */
  findPayment(key: string): Promise<PaymentNews | undefined>;

  /**
   * The same key again, with the same content, answers with what became of the first; after a failure that is retriable it
   * is tried anew, and the money goes once all the same.
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
