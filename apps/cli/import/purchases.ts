import type { Decimal, LocalDate } from '#kernel';
import type { RowPlace } from './broken-rows.js';

/** 1 is the best. */
export const CREDIT_RATINGS = ['1', '2', '3', '4', '5'] as const;
export type CreditRating = (typeof CREDIT_RATINGS)[number];

export interface Vendor {
  readonly id: number;
  readonly accountNumber: string;
  readonly name: string;
  readonly creditRating: CreditRating;
  readonly place: RowPlace;
}

export interface PurchaseLine {
  readonly product: number;
  readonly quantity: number;
  /** US dollars, with four decimals in this data. */
  readonly unitPrice: Decimal;
  readonly dueDate: LocalDate;
  /** How many came, and how many of those the buyer did not take; whole numbers in this data. */
  readonly received: Decimal;
  readonly rejected: Decimal;
}

export const STATUSES = ['pending', 'approved', 'rejected', 'complete'] as const;

interface Common {
  readonly id: number;
  readonly buyerId: number;
  readonly vendor: Vendor;
  readonly shipMethod: string;
  readonly orderDate: LocalDate;
  /** At least one, in order of their ids. */
  readonly lines: readonly PurchaseLine[];
  readonly tax: Decimal;
  readonly freight: Decimal;
  readonly place: RowPlace;
}
export interface CompletePurchase extends Common {
  readonly status: 'complete';
  /** Not before the order date. */
  readonly shipDate: LocalDate;
}
interface NotShipped extends Common {
  readonly status: Exclude<(typeof STATUSES)[number], 'complete'>;
}

/** One purchase order, with its lines. */
export type Purchase = CompletePurchase | NotShipped;
