import type { ListingId, OrganisationId, QuotationId } from '#kernel';
import type { QuotedLine } from './events.js';

/** A supplier says to a buyer what he would sell him, and for how much. */
export type GiveQuotation = Readonly<{
  type: 'give-quotation';
  quotationId: QuotationId;
  buyer: OrganisationId;
  supplier: OrganisationId;
  /** What it is about; null for something that is not listed. */
  listingId: ListingId | null;
  currency: string;
  lines: readonly QuotedLine[];
  validForDays: number;
}>;

export type WithdrawQuotation = Readonly<{ type: 'withdraw-quotation'; quotationId: QuotationId }>;

export type QuotationCommand = GiveQuotation | WithdrawQuotation;
