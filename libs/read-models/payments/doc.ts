import type {
  Instant,
  LocalDate,
  Money,
  OrderId,
  OrganisationId,
  PaymentId,
  PaymentMethod,
  Purpose,
  SealedValue,
} from '#kernel';
import type { ReturnCause } from '#contexts/payment';
import type { ArrivalEstimate } from '#rules';

/** How far one payment is, and what became of its money. */
export interface PaymentDoc {
  readonly paymentId: PaymentId;
  /** These five are null while nobody knows what the money is for. */
  readonly orderId: OrderId | null;
  readonly buyer: OrganisationId | null;
  readonly supplier: OrganisationId | null;
  readonly purpose: Purpose | null;
  readonly method: PaymentMethod | null;
  readonly amount: Money | null;
  readonly phase: PaymentPhase;
  /** Why it was rejected, failed, expired, unmatched or reversed. */
  readonly reason: string | null;
  /** What the buyer pays for it; null for a transfer, of which his bank knows. */
  readonly fee: Money | null;
  /** The rules that it was begun under; null where only its arrival is known. */
  readonly ruleSet: string | null;
  /** Null before it is authorised or declared, and where the calendar does not reach: unknown. */
  readonly estimatedArrival: ArrivalEstimate | null;
  readonly card: { readonly scheme: string; readonly lastFour: SealedValue<string> } | null;
  readonly checkingAccount: { readonly bank: string; readonly holder: SealedValue<string> } | null;
  readonly transfer: DeclaredDoc | null;
  readonly arrivedAt: Instant | null;
  /** What the order took of it; null until it has decided. */
  readonly allocated: Money | null;
  readonly returns: readonly ReturnDoc[];
  /** What an operator has to look at; null for nothing. */
  readonly attention: Attention | null;
  readonly begunAt: Instant;
  readonly updatedAt: Instant;
}

export interface DeclaredDoc {
  readonly reference: SealedValue<string>;
  readonly bank: SealedValue<string>;
  readonly sentOn: LocalDate;
  /** It is waited for until then. */
  readonly holdsUntil: Instant;
}

export interface ReturnDoc {
  readonly cause: ReturnCause;
  readonly amount: Money;
  readonly status: 'authorised' | 'submitted' | 'failed' | 'in-manual-review' | 'returned';
  readonly reason: string | null;
}

export type PaymentPhase =
  | 'initiated'
  | 'declared'
  | 'verifying'
  | 'authorised'
  | 'processing'
  | 'rejected'
  | 'failed'
  | 'expired'
  | 'stray'
  | 'arrived-elsewhere'
  | 'arrived'
  | 'allocated'
  | 'unmatched'
  | 'reversed';

export type Attention = 'stray' | 'report-mismatched' | 'arrived-elsewhere' | 'return-in-manual-review';
