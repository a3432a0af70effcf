import {
  actsAs,
  addDays,
  decideBy,
  happened,
  isThirdParty,
  nothing,
  parseDecimal,
  refuse,
  type Actor,
  type DecisionContext,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { GiveQuotation, QuotationCommand, WithdrawQuotation } from './commands.js';
import type { QuotationEvent, QuotedLine } from './events.js';
import type { Quotation, QuotationFacts, QuotedLines } from './state.js';

type Context = DecisionContext<RuleSet, QuotationFacts>;
type Decide<C extends QuotationCommand> = Rule<Quotation, C, QuotationEvent, Context>;

/** What one buyer is offered is nobody else's to know. */
export const isHiddenFrom = (quotation: Quotation, actor: Actor): boolean =>
  quotation.phase !== 'none' && isThirdParty(actor, quotation.quoted);

const give: Decide<GiveQuotation> = (quotation, command, { actor, facts, now }) => {
  const { quotationId, buyer, supplier, listingId, currency, lines, validForDays } = command;
  if (!actsAs(actor, 'supplier', supplier)) return refuse('only-the-supplier-quotes');
  if (quotation.phase !== 'none')
    return saysTheSame(quotation.quoted, command) ? nothing() : refuse('quotation-already-given', { quotationId });
  const terms = facts?.supplier ?? null;
  if (terms === null) return refuse('unknown-supplier', { supplierId: supplier });
  if (buyer === supplier) return refuse('parties-not-distinct', { organisation: buyer });
  if (currency !== terms.currency) return refuse('currency-mismatch', { expected: terms.currency, stated: currency });
  const refusal = notQuotable(lines);
  if (refusal !== undefined) return refusal;
  if (!Number.isSafeInteger(validForDays) || validForDays < 1) return refuse('validity-not-positive', { validForDays });
  const quoted = { quotationId, buyer, supplier, listingId, currency, lines };
  const data = { ...quoted, givenAt: now, validUntil: addDays(now, validForDays) };
  return happened({ type: 'quotation.given.v1', data });
};

const withdraw: Decide<WithdrawQuotation> = (quotation, { quotationId }, { actor }) => {
  if (quotation.phase === 'none' || isHiddenFrom(quotation, actor)) return refuse('unknown-quotation', { quotationId });
  const { buyer, supplier } = quotation.quoted;
  if (!actsAs(actor, 'supplier', supplier)) return refuse('only-the-supplier-withdraws-a-quotation');
  if (quotation.phase === 'withdrawn') return nothing();
  return happened({ type: 'quotation.withdrawn.v1', data: { quotationId, buyer, supplier } });
};

/** What a contract would not take is not offered for one. */
function notQuotable(lines: readonly QuotedLine[]): Refusal | undefined {
  if (lines.length === 0) return refuse('no-lines');
  for (const [index, { quantity, unitPrice }] of lines.entries()) {
    const line = index + 1;
    if (!Number.isSafeInteger(quantity) || quantity < 1) return refuse('quantity-not-positive', { line, quantity });
    if (parseDecimal(unitPrice).units < 0n) return refuse('unit-price-negative', { line, unitPrice });
  }
  return undefined;
}

const saysTheSame = (quoted: QuotedLines, { buyer, listingId, currency, lines }: GiveQuotation): boolean =>
  quoted.buyer === buyer &&
  quoted.listingId === listingId &&
  quoted.currency === currency &&
  quoted.lines.length === lines.length &&
  quoted.lines.every((line, at) => isSameLine(line, lines[at]));

const isSameLine = (one: QuotedLine, other: QuotedLine | undefined): boolean =>
  one.product === other?.product &&
  one.specification === other.specification &&
  one.quantity === other.quantity &&
  one.unitPrice === other.unitPrice;

export const decide = decideBy<Quotation, QuotationCommand, QuotationEvent, Context>({
  'give-quotation': give,
  'withdraw-quotation': withdraw,
});
