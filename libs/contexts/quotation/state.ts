import type { Currency, Instant, ListingId, OrganisationId, QuotationId } from '#kernel';
import type { QuotedLine } from './events.js';

/** What was quoted: what an order that begins with it takes its lines from. */
export interface QuotedLines {
  readonly quotationId: QuotationId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly listingId: ListingId | null;
  readonly currency: string;
  readonly lines: readonly QuotedLine[];
  /** From then on nobody is bound by it. */
  readonly validUntil: Instant;
}

export type Quotation =
  { readonly phase: 'none' } | { readonly phase: 'given' | 'withdrawn'; readonly quoted: QuotedLines };

/** What `give-quotation` must know of the supplier, null when no contract is written with him; withdrawing needs nothing. */
export type QuotationFacts = { readonly supplier: { readonly currency: Currency } | null } | undefined;

/** What another context may know of it; null when there is none, or it was withdrawn. Whether it still holds is for who knows the time. */
export const quotedLines = (quotation: Quotation): QuotedLines | null =>
  quotation.phase === 'given' ? quotation.quoted : null;
