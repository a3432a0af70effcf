import type { Instant, LocalDate, Money, PaymentId, PaymentMethod, Purpose, SealedValue } from '#kernel';
import type { ArrivalEstimate } from '#rules';

export interface DebtDoc {
  readonly due: Money;
  /** What of the money that arrived was set against it. */
  readonly arrived: Money;
  /** What the supplier let go. */
  readonly waived: Money;
  readonly complete: boolean;
}

/** A payment on its way: the buyer has begun or declared it, and the order has not taken its money. */
export interface PendingPaymentDoc {
  readonly paymentId: PaymentId;
  readonly purpose: Purpose;
  readonly method: PaymentMethod;
  readonly amount: Money;
  /** What the buyer pays for it; null for a transfer, of which his bank knows. */
  readonly fee: Money | null;
  readonly phase: 'initiated' | 'declared' | 'verifying' | 'authorised' | 'processing' | 'arrived';
  readonly begunAt: Instant;
  /** The rules that it was begun under. */
  readonly ruleSet: string;
  /** Null before it is authorised or declared, and where the calendar does not reach: unknown. */
  readonly estimatedArrival: ArrivalEstimate | null;
  /** What the buyer says of a transfer that he has sent. */
  readonly declared: {
    readonly reference: SealedValue<string>;
    readonly sentOn: LocalDate;
    /** The order's expiry is held off until then. */
    readonly holdsUntil: Instant;
  } | null;
}

export interface ArrivalDoc {
  readonly paymentId: PaymentId;
  readonly purpose: Purpose;
  readonly method: PaymentMethod;
  readonly reference: SealedValue<string>;
  readonly amount: Money;
  readonly arrivedAt: Instant;
  /** What became of it; null for a moment, until the order has decided. */
  readonly outcome:
    | { readonly kind: 'allocated'; readonly allocated: Money; readonly excess: Money }
    | { readonly kind: 'unmatched'; readonly reason: string }
    | null;
}
