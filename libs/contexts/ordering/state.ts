import {
  fromData,
  subtract,
  type CoverageType,
  type Currency,
  type DesignatedAccount,
  type Instant,
  type LineQuantity,
  type Money,
  type OrderId,
  type OrganisationId,
  type PaymentId,
  type ShipmentId,
  type Side,
} from '#kernel';
import type { Contract } from './contract.js';
import type { Debt } from './debt.js';

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
}

/** `reduced`: less than requested was left of the limit, and the buyer has to say that he knows. */
export type Cover =
  | { readonly status: 'reserving' }
  | { readonly status: 'granted' }
  | { readonly status: 'reduced'; readonly requested: Money; readonly granted: Money; readonly acknowledged: boolean };

/** The contract binds; the initial payment is not complete. */
export interface Confirmed extends Known {
  readonly phase: 'confirmed';
  readonly ruleSet: string;
  readonly cover: Cover;
  readonly initial: Debt;
  readonly payments: readonly PaymentId[];
}

/** The initial payment is complete; goods or the balance are outstanding. */
export interface InPerformance extends Known {
  readonly phase: 'in-performance';
  readonly ruleSet: string;
  readonly balance: Debt;
  readonly payments: readonly PaymentId[];
  readonly undispatched: readonly LineQuantity[];
  readonly shipments: Shipments;
}

/** All goods have left and the balance is complete. */
export interface AwaitingReceipt extends Known {
  readonly phase: 'awaiting-receipt';
  readonly ruleSet: string;
  readonly payments: readonly PaymentId[];
  readonly shipments: Shipments;
}

export interface Shipments {
  readonly dispatched: readonly ShipmentId[];
  readonly delivered: readonly ShipmentId[];
}

export type Order =
  | { readonly phase: 'none' }
  | (Known & { readonly phase: 'drafted' })
  | Submitted
  | Confirmed
  | InPerformance
  | AwaitingReceipt
  | (Known & { readonly phase: 'completed'; readonly ruleSet: string })
  | (Known & { readonly phase: 'cancelled' });

export type ExistingOrder = Exclude<Order, { readonly phase: 'none' }>;

/** What `draft-order` and `revise-order` must know of the supplier, null when he is not enrolled; other commands need nothing. */
export type OrderFacts = { readonly supplier: SupplierTerms | null } | undefined;
export interface SupplierTerms {
  readonly name: string;
  readonly designatedAccount: DesignatedAccount;
  /** Of his limit. */
  readonly currency: Currency;
}

export function termsOf(contract: Contract): Terms {
  const { buyer, supplier, coverageType, agreedCap } = contract;
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
  };
}
