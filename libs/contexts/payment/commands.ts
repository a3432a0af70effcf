import type { LocalDate, MoneyData, OrderId, PaymentId, PaymentMethod, Purpose } from '#kernel';
import type { Instrument, Report, ReturnCause } from './vocabulary.js';

/** What is paid, and for which debt of which order. */
type Paid = Readonly<{ paymentId: PaymentId; orderId: OrderId; purpose: Purpose; amount: MoneyData }>;

/** The buyer pays by card or e-Checking: the provider is asked to take the money. */
export type InitiatePayment = Paid & Readonly<{ type: 'initiate-payment'; instrument: Instrument }>;

/** The buyer says that he has sent a telegraphic transfer. It has arrived when provider or operator say so. */
export type DeclareTransfer = Paid &
  Readonly<{
    type: 'declare-transfer';
    /** What his bank calls it. */
    reference: string;
    bank: string;
    sentOn: LocalDate;
  }>;

/** The provider is asked to take the money of an initiated payment. */
export type SubmitPayment = Readonly<{ type: 'submit-payment'; paymentId: PaymentId }>;

/** What the provider says of a payment, in an answer or in a callback. */
export type RecordReport = Readonly<{ type: 'record-report'; paymentId: PaymentId; report: Report }>;

/** What the provider says of a transaction that belongs to no payment here: it gets a stream of its own. */
export type KeepStrayReport = Readonly<{
  type: 'keep-stray-report';
  paymentId: PaymentId;
  /** What the provider took for the payment; null where it told nothing. */
  reference: string | null;
  report: Report;
}>;

/** The time for a declared transfer is over. */
export type ExpirePayment = Readonly<{ type: 'expire-payment'; paymentId: PaymentId }>;

/** Money that the platform's staff has seen on the designated account. */
export type RecordArrival = Paid & Readonly<{ type: 'record-arrival'; method: PaymentMethod; reference: string }>;

/** Money for an order that went to another account than the designated one. */
export type RecordArrivalElsewhere = Paid &
  Readonly<{ type: 'record-arrival-elsewhere'; method: PaymentMethod; reference: string; account: string }>;

/** The order took the money: `allocated` + `excess` = what arrived. */
export type MarkAllocated = Readonly<{
  type: 'mark-allocated';
  paymentId: PaymentId;
  allocated: MoneyData;
  excess: MoneyData;
}>;

/** The order could not take the money. */
export type MarkUnmatched = Readonly<{ type: 'mark-unmatched'; paymentId: PaymentId; reason: string }>;

/** A chargeback or a bank's return, as an operator was told of it. */
export type RecordReversal = Readonly<{
  type: 'record-reversal';
  paymentId: PaymentId;
  amount: MoneyData;
  reason: string;
}>;

/** What the order could not take goes back to the buyer; of what it took only what the parties agreed on. */
export type AuthoriseReturn = Readonly<{
  type: 'authorise-return';
  paymentId: PaymentId;
  cause: ReturnCause;
  /** Only for a cancellation: how much of what the order took. */
  amount?: MoneyData;
}>;

/** The provider is asked to send the money back. */
export type SubmitReturn = Readonly<{ type: 'submit-return'; paymentId: PaymentId; cause: ReturnCause }>;

/** The provider has taken the return on, and says later what became of it. */
export type RecordReturnSubmitted = Readonly<{
  type: 'record-return-submitted';
  paymentId: PaymentId;
  cause: ReturnCause;
  transaction: string;
}>;

/** The money is back with the buyer. */
export type RecordReturnSucceeded = Readonly<{
  type: 'record-return-succeeded';
  paymentId: PaymentId;
  cause: ReturnCause;
  transaction: string;
}>;

export type RecordReturnFailed = Readonly<{
  type: 'record-return-failed';
  paymentId: PaymentId;
  cause: ReturnCause;
  reason: string;
  /** Whether the same way may work later; otherwise it is an operator's to send the money. */
  retriable: boolean;
}>;

export type PaymentCommand =
  | InitiatePayment
  | DeclareTransfer
  | SubmitPayment
  | RecordReport
  | KeepStrayReport
  | ExpirePayment
  | RecordArrival
  | RecordArrivalElsewhere
  | MarkAllocated
  | MarkUnmatched
  | RecordReversal
  | AuthoriseReturn
  | SubmitReturn
  | RecordReturnSubmitted
  | RecordReturnSucceeded
  | RecordReturnFailed;
