import type { Money } from '#kernel';

/** A number of working days that people are shown as an estimate; it never fails a payment. */
export interface WorkingDays {
  readonly from: number;
  readonly to: number;
  /** Whose weekends and holidays count; day 0 is not counted. */
  readonly calendar: 'us-banking' | 'configured';
}

/**
 * Every number of the rulebook in one immutable value. An order is judged by the version it was submitted and confirmed
 * under for ever; changing the rules means adding a version. Days are 24 hours and deadlines half-open: an act counts
 * if it is recorded before the deadline.
 */
export interface RuleSet {
  readonly version: `trade-assurance/${number}`;
  readonly payment: PaymentRules;
  readonly order: OrderRules;
  readonly cover: CoverRules;
  readonly claimWindows: ClaimWindowRules;
  readonly dispute: DisputeRules;
  readonly inspection: InspectionRules;
  readonly feedback: FeedbackRules;
}

export interface PaymentRules {
  /** What the platform takes from the buyer. */
  readonly platformFee: 'none';
  readonly eChecking: {
    readonly feePerTransaction: Money;
    /** ISO 3166 country where the checking account must be held. */
    readonly accountCountry: string;
    /** Counted from when the account is verified and the deduction authorised. */
    readonly arrival: WorkingDays;
  };
  readonly card: {
    readonly schemes: readonly ('visa' | 'mastercard')[];
    /** Inclusive. */
    readonly limitPerTransaction: Money;
    /** After at most this long a payment is shown as paid. */
    readonly shownWithinMinutes: number;
    readonly arrival: WorkingDays;
  };
  readonly telegraphicTransfer: {
    readonly arrival: WorkingDays;
    /** By ISO 3166 country; a country that is missing means "ask your bank". */
    readonly feeByCountry: Readonly<Record<string, Money>>;
  };
}

export interface OrderRules {
  /** From submission. */
  readonly unconfirmedExpiresAfterDays: number;
  /** From confirmation; with any money arrived it never expires. */
  readonly unpaidExpiresAfterDays: number;
  /** How much longer a declared transfer holds off the expiry of an unpaid order, at most. */
  readonly declaredTransferHoldsDays: number;
  /** From its proposal. */
  readonly amendmentLapsesAfterDays: number;
  /** The supplier is reminded at most once in so many hours. */
  readonly remindersApartHours: number;
  /** From delivery, else from full dispatch; reminders come before. */
  readonly receiptAutomaticAfterDays: number;
  /** When the buyer is reminded of it, the first reminder first. */
  readonly receiptRemindersDaysBefore: readonly number[];
}

export interface CoverRules {
  /** After the last claim window's end, and only after reading that no dispute is open. */
  readonly releaseDelayMinutes: number;
}

export interface ClaimWindowRules {
  /** After the end of the ship-by day; it also closes when all is dispatched. */
  readonly notShippedDays: number;
  /** After the late dispatch, under pre-shipment cover; under post-delivery cover the windows of quality hold. */
  readonly lateShipmentDays: number;
  /** For quality, quantity and not-as-described under pre-shipment cover: at least this long after the ready notice. */
  readonly daysAfterReadyNotice: number;
  /** For the same under post-delivery cover: the earlier of the two. */
  readonly daysAfterDispatch: number;
  readonly daysAfterCustomsClearance: number;
}

export interface DisputeRules {
  /** From opening. Without a response the buyer may escalate at once; nothing is lost by default. */
  readonly responseDays: number;
  /** From opening. */
  readonly solutionDays: number;
  /** What silence after `solutionDays` leads to. */
  readonly silence:
    | { readonly policy: 'lapse'; readonly escalableDays: number }
    | { readonly policy: 'auto-escalate' }
    | { readonly policy: 'close' };
  /** From escalation. */
  readonly evidenceDays: number;
  readonly appeal: {
    readonly timesPerSide: number;
    readonly withinDays: number;
    readonly newEvidenceRequired: boolean;
  };
}

export interface InspectionRules {
  readonly partners: readonly string[];
  readonly feeWithinChina: Money;
  readonly feeOverseas: Money;
}

export interface FeedbackRules {
  /** From completion. */
  readonly windowDays: number;
  readonly revisions: number;
  /** From the first feedback. */
  readonly revisionDays: number;
}
