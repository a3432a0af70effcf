import { isEqualDecimal, parseDecimal, refuse, type Json, type Refusal } from '#kernel';
import type { Contract, ContractLine, Origin, RecordedOrigin } from '../contract.js';
import type { QuotedContract } from '../state.js';
import type { Context } from './common.js';

/** An origin that is so, with what was found there: it is not looked up again. */
export interface Found {
  readonly kind: 'found';
  readonly origin: RecordedOrigin;
}

/**
 * An order may begin with what its supplier offers, or has quoted this buyer, and with nothing else. A quotation's lines are the
 * contract's [seed]; what the parties change afterwards, by a revision, is theirs to confirm [reading].
 */
export function foundOrigin(origin: Origin, contract: Contract, { facts, now }: Context): Found | Refusal {
  const missing = missingIn(origin);
  if (missing !== undefined) return refuse('origin-incomplete', { missing });
  const { listingId, quotationId } = origin;
  const { listing = null, quotation = null } = facts?.origin ?? {};
  // What is another's is as if it were not there: what one buyer was quoted is nobody else's to know.
  const offered = listing?.supplier === contract.supplier ? listing : null;
  if (listingId !== undefined && offered === null) return refuse('unknown-listing', { listingId });
  const quoted = quotation !== null && isBetween(quotation, contract) ? quotation : null;
  if (quotationId !== undefined) {
    if (quoted === null) return refuse('unknown-quotation', { quotationId });
    if (now >= quoted.validUntil) return refuse('quotation-lapsed', { quotationId, validUntil: quoted.validUntil });
    const mismatch = otherThanQuoted(contract, quoted);
    if (mismatch !== undefined) return mismatch;
  }
  return {
    kind: 'found',
    origin: {
      ...origin,
      ...(listingId !== undefined && offered !== null && { product: offered.title }),
      ...(quotationId !== undefined && quoted !== null && { quotedUntil: quoted.validUntil }),
    },
  };
}

/** Whoever begins with a product or a quotation says which; a supplier's own site is his, whatever is bought there. */
function missingIn({ kind, listingId, quotationId }: Origin): keyof Origin | undefined {
  if (kind === 'product-page' && listingId === undefined) return 'listingId';
  return kind === 'quotation' && quotationId === undefined ? 'quotationId' : undefined;
}

const isBetween = ({ buyer, supplier }: QuotedContract, contract: Contract): boolean =>
  buyer === contract.buyer && supplier === contract.supplier;

function otherThanQuoted({ lines, total }: Contract, quoted: QuotedContract): Refusal | undefined {
  if (total.currency !== quoted.currency) return mismatch('total.currency', quoted.currency, total.currency);
  if (lines.length !== quoted.lines.length) return mismatch('lines', quoted.lines.length, lines.length);
  for (const [index, expected] of quoted.lines.entries()) {
    const stated = lines[index];
    if (stated === undefined) break; // they are as many
    const field = otherIn(stated, expected);
    if (field !== undefined) return mismatch(`lines.${index}.${field}`, expected[field] ?? null, stated[field] ?? null);
  }
  return undefined;
}

/** The field as a request names it, with what was quoted and what is stated. */
const mismatch = (field: string, expected: Json, stated: Json): Refusal =>
  refuse('quotation-mismatch', { field, expected, stated });

type QuotedField = 'product' | 'specification' | 'quantity' | 'unitPrice';

function otherIn(
  stated: Omit<ContractLine, 'amount'>,
  expected: Omit<ContractLine, 'amount'>,
): QuotedField | undefined {
  for (const field of ['product', 'specification', 'quantity'] as const)
    if (stated[field] !== expected[field]) return field;
  // 9.8 and 9.80 are one price.
  return isEqualDecimal(parseDecimal(stated.unitPrice), parseDecimal(expected.unitPrice)) ? undefined : 'unitPrice';
}
