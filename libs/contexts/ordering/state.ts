import {
  endOfDay,
  fromData,
  isForgotten,
  subtract,
  type CoverageType,
  type Currency,
  type DesignatedAccount,
  type Instant,
  type LineQuantity,
  type LocalDate,
  type Money,
  type OrderId,
  type OrganisationId,
  type PaymentId,
  type Personal,
  type Purpose,
  type ShipmentId,
  type Side,
  type TypeOf,
} from '#kernel';
import type { AgreedContract, ContractLine } from './contract.js';
import type { Debt } from './debt.js';
import type { checkKindSchema } from './events/goods.js';

/** What decisions need of the contract; the contract itself stays in the events. */
export interface Terms {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly lines: readonly LineQuantity[];
  readonly coverageType: CoverageType;
  readonly coverageBase: Money;
  readonly agreedCap: Money | null;
  readonly initialPayment: Money;
  readonly balance: Money;
  /** The last day on which goods may leave. */
  readonly shipBy: LocalDate;
  /** The first moment that is no longer that day, in the contract's zone. */
  readonly shipByEnd: Instant;
  /** With which the consignee entered the contract's hash; null where there is none, or he is forgotten. */
  readonly salt: string | null;
}

/** What stays with an order through all its phases. */
export interface Known {
  readonly id: OrderId;
  readonly terms: Terms;
  readonly contractHash: string;
}

/** Both sides have seen the draft or are about to; at most one of them has confirmed. */
export interface Submitted extends Known {
  readonly phase: 'submitted';
  readonly ruleSet: string;
  readonly confirmBy: Instant;
  readonly confirmedBy: Side | null;
  /** The supplier was reminded, and may be again from then on. */
  readonly remindableFrom: Instant | null;
}

/** `reduced`: less than requested was left of the limit, and the buyer has to say that he knows. */
export type Cover =
  | { readonly status: 'reserving' }
  | { readonly status: 'granted' }
  | { readonly status: 'reduced'; readonly requested: Money; readonly granted: Money; readonly acknowledged: boolean };

/** A payment that the order took, and what of it is gone again. */
export interface TakenPayment {
  readonly paymentId: PaymentId;
  readonly purpose: Purpose;
  /** What the debt took of it. */
  readonly allocated: Money;
  readonly reversed: Money;
  readonly returned: Money;
  /** What is to go back to the buyer, as both sides agreed; what has gone back is still in it. */
  readonly toReturn: Money;
}

/** A batch that has left, as far as the order knows of it. */
export interface SentBatch {
  readonly shipmentId: ShipmentId;
  readonly lines: readonly LineQuantity[];
  readonly dispatchedAt: Instant;
  readonly deliveredAt: Instant | null;
}

export interface OpenCheck {
  readonly checkId: string;
  readonly kind: TypeOf<typeof checkKindSchema>;
}

/** A dispute as the order knows of it; what it is about stands in its own stream. */
export interface KnownDispute {
  readonly disputeId: string;
  readonly status: 'open' | 'escalated' | 'ended';
  readonly refunded: Money | null;
}

/** Another contract that one side wants, which the other may accept before it lapses. */
export interface ProposedAmendment {
  readonly by: Side;
  readonly terms: Terms;
  readonly contractHash: string;
  readonly lapsesAt: Instant;
}

/** One side's proposal to end the order, which the other has neither accepted nor rejected. */
export interface ProposedCancellation {
  readonly by: Side;
  readonly amountToReturn: Money;
  readonly reason: Personal<string>;
}

/**
 * What a contract that binds leads to. It stays together through all phases after the confirmation, for a reversal moves the
 * order back, and claims outlive its end.
 */
export interface Bound extends Known {
  readonly ruleSet: string;
  readonly cover: Cover;
  /** The initial payment has to arrive before. */
  readonly payBy: Instant;
  /** A declared transfer holds off the expiry until then; `payBy` without one. */
  readonly payUntil: Instant;
  /** It was not expired because money had arrived. */
  readonly leftToOperators: boolean;
  readonly debts: Readonly<Record<Purpose, Debt>>;
  /** In the order in which they were allocated. */
  readonly payments: readonly TakenPayment[];
  /** The transfers that the buyer has declared. */
  readonly declared: readonly PaymentId[];
  /** When it was complete for the first time. */
  readonly initialCompletedAt: Instant | null;
  readonly undispatched: readonly LineQuantity[];
  readonly batches: readonly SentBatch[];
  readonly readyNoticeAt: Instant | null;
  readonly remindableFrom: Instant | null;
  /** Requested and not answered. */
  readonly openChecks: readonly OpenCheck[];
  /** Those that were answered, lest a request that comes late opens them again. */
  readonly answeredChecks: readonly string[];
  readonly disputes: readonly KnownDispute[];
  readonly cancellation: ProposedCancellation | null;
  readonly amendment: ProposedAmendment | null;
  /** How often the buyer was reminded of the receipt. */
  readonly receiptReminders: number;
}

/** The contract is being performed: the initial payment is incomplete, or goods or the balance, or only the receipt, are outstanding. */
export interface Open extends Bound {
  readonly phase: OpenPhase;
}
export type OpenPhase = 'confirmed' | 'in-performance' | 'awaiting-receipt';

export interface Completed extends Bound {
  readonly phase: 'completed';
  /** Null where it was recorded before the moment was. */
  readonly completedAt: Instant | null;
  /** Null likewise. */
  readonly feedbackUntil: Instant | null;
  readonly feedback: Feedback | null;
}

/** What the buyer has said of the supplier. */
export interface Feedback {
  readonly rating: number;
  readonly text: Personal<string> | null;
  readonly revisableUntil: Instant;
  readonly revisions: number;
}

/** An end that may come before the contract binds and after; what was known then is still known. */
export type Ended = (Known | Bound) & { readonly phase: 'cancelled' | 'expired' };

export type Order =
  | { readonly phase: 'none' }
  | (Known & { readonly phase: 'drafted' })
  | Submitted
  | Open
  | Completed
  | Ended
  | (Bound & { readonly phase: 'closed-by-dispute'; readonly disputeId: string });

export type ExistingOrder = Exclude<Order, { readonly phase: 'none' }>;
export type BoundOrder = Extract<Order, Bound>;

/** Money may have arrived for it: both sides had confirmed, whatever became of it since. */
export const isBound = (order: Order): order is BoundOrder => 'debts' in order;

export const isOpen = (order: Order): order is Open =>
  order.phase === 'confirmed' || order.phase === 'in-performance' || order.phase === 'awaiting-receipt';

/** What a command with a contract must know beside it; other commands need nothing. */
export type OrderFacts = ContractFacts | undefined;
export interface ContractFacts {
  /** Null when he is not enrolled. */
  readonly supplier: SupplierTerms | null;
  /** The SHA-256 of those of the contract's documents that are kept for its parties under the ids that it gives. */
  readonly documents: readonly string[];
  /** The end of the ship-by day in the contract's zone; null when there is no such zone. */
  readonly shipByEnd: Instant | null;
  /** What a draft says that it began with; nothing of it where it says nothing. */
  readonly origin?: OriginFacts;
}
export interface OriginFacts {
  /** Null where it cannot be found by buyers. */
  readonly listing: { readonly supplier: OrganisationId; readonly title: string } | null;
  /** Null where there is none, or it was withdrawn. */
  readonly quotation: QuotedContract | null;
}
/** What a supplier has quoted a buyer, and until when he stands by it. */
export interface QuotedContract {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly currency: string;
  readonly lines: readonly Omit<ContractLine, 'amount'>[];
  readonly validUntil: Instant;
}
export interface SupplierTerms {
  readonly name: string;
  readonly designatedAccount: DesignatedAccount;
  /** Of his limit. */
  readonly currency: Currency;
}

export function termsOf(contract: AgreedContract, shipByEnd: Instant = endOfDay(contract.shipBy)): Terms {
  const { buyer, supplier, coverageType, agreedCap, shipBy, consignee } = contract;
  const total = fromData(contract.total);
  const initialPayment = fromData(contract.initialPayment);
  return {
    buyer,
    supplier,
    lines: contract.lines.map(({ quantity }, index) => ({ line: index + 1, quantity })),
    coverageType,
    coverageBase: coverageType === 'pre-shipment' ? initialPayment : total, // [seed]
    agreedCap: agreedCap === undefined ? null : fromData(agreedCap),
    initialPayment,
    balance: subtract(total, initialPayment),
    shipBy,
    shipByEnd,
    salt: consignee === undefined || isForgotten(consignee) ? null : consignee.salt,
  };
}
