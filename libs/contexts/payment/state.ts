import {
  subtract,
  toData,
  zero,
  type Currency,
  type DesignatedAccount,
  type Instant,
  type Money,
  type MoneyData,
  type OrderId,
  type OrganisationId,
  type PaymentId,
  type PaymentMethod,
  type Personal,
  type Purpose,
} from '#kernel';
import type { CalendarName } from '#rules';
import type { Instrument, Report, ReturnCause, Source } from './vocabulary.js';

/** What is paid, by whom to whom, and for which debt of which order. */
export interface Attempt {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly purpose: Purpose;
  readonly amount: Money;
  readonly method: PaymentMethod;
}

/** What arrived. */
export interface Arrival extends Attempt {
  /** As the bank's statement has it. */
  readonly reference: Personal<string>;
}

/** What stays with a payment through all its phases. */
interface Known {
  readonly attempt: Attempt;
  /** Where the buyer was told to pay; null when an operator recorded the arrival and nothing was before it. */
  readonly account: DesignatedAccount | null;
  /** What the provider said last; null before it said anything. */
  readonly source: Source | null;
  /** Null when nothing pinned one. */
  readonly ruleSet: string | null;
}

/** Money on its way back: one for each cause. */
export interface Return {
  readonly returnId: string;
  readonly amount: Money;
  readonly status: 'authorised' | 'submitted' | 'failed' | 'refused' | 'returned';
}

/** Money that is there, and what of it is whose: `allocated` + `awaiting` + `returned` = what arrived, until it is reversed. */
export interface Funds {
  readonly arrival: Arrival;
  readonly allocated: Money;
  /** Not the order's, and not back yet. */
  readonly awaiting: Money;
  readonly returned: Money;
  readonly returns: Readonly<Partial<Record<ReturnCause, Return>>>;
}

export type Payment =
  | { readonly phase: 'none' }
  /** The provider's transaction belongs to nothing here. */
  | { readonly phase: 'stray'; readonly paymentId: PaymentId; readonly report: Report }
  | (Known & { readonly phase: 'initiated'; readonly instrument: Instrument })
  | (Known & { readonly phase: 'verifying' | 'authorised' | 'processing' })
  | (Known & { readonly phase: 'declared'; readonly holdsUntil: Instant })
  | (Known & { readonly phase: 'rejected' | 'failed' | 'expired'; readonly reason: string })
  | (Known & { readonly phase: 'elsewhere' })
  | (Known & { readonly phase: 'arrived'; readonly arrival: Arrival })
  | (Known & Funds & { readonly phase: 'allocated' })
  | (Known & Funds & { readonly phase: 'unmatched'; readonly reason: string })
  | (Known & { readonly phase: 'reversed' });

/** Of an attempt to pay, or of its result. */
export type ExistingPayment = Exclude<Payment, { readonly phase: 'none' | 'stray' }>;
export type ArrivedPayment = Extract<Payment, Funds>;

/** What a payment must know of the order; the commands that only carry on what is known need nothing. */
export type PaymentFacts =
  | {
      /** Null when there is no such order. */
      readonly order: PayableOrder | null;
      /** For who begins to pay. */
      readonly instructions?: Instructions;
      /** For who says that money went elsewhere: the numbers of all accounts that were designated up to now. */
      readonly designatedNumbers?: readonly Personal<string>[];
    }
  | undefined;
export interface PayableOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly currency: Currency;
}
/** Where the buyer has to pay and how much at the most. */
export interface Instructions {
  readonly account: DesignatedAccount;
  readonly owed:
    | { readonly payable: true; readonly outstanding: Money; readonly ruleSet: string }
    | { readonly payable: false; readonly whyNot: string };
  /** Whose working days count for transfers. */
  readonly calendar: CalendarName;
}

type Subject = Omit<Attempt, 'amount' | 'method'> & { readonly amount: MoneyData };

/** What every event of the payment says about it. */
export const subjectOf = ({ paymentId, orderId, buyer, supplier, purpose, amount }: Attempt): Subject => ({
  ...{ paymentId, orderId, buyer, supplier, purpose },
  amount: toData(amount),
});

/** The same with how it is paid. */
export const attemptOf = (attempt: Attempt): Subject & Pick<Attempt, 'method'> => ({
  ...subjectOf(attempt),
  method: attempt.method,
});

/** Nothing is back yet of what the order did not take. */
export const fundsOf = (arrival: Arrival, allocated: Money): Funds => ({
  arrival,
  allocated,
  awaiting: subtract(arrival.amount, allocated),
  returned: zero(arrival.amount.currency),
  returns: {},
});

/** What an inquiry must know of the money that it was about: null while none has arrived on the designated account. */
export function arrivedMoney(payment: Payment): { readonly orderId: OrderId; readonly amount: MoneyData } | null {
  if (!('arrival' in payment)) return null;
  return { orderId: payment.arrival.orderId, amount: toData(payment.arrival.amount) };
}
