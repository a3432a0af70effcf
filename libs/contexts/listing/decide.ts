import {
  actsAs,
  decideBy,
  fromData,
  happened,
  isPositive,
  nothing,
  refuse,
  type Actor,
  type DecisionContext,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { DraftListing, ListingCommand, PublishListing, ReviseListing, WithdrawListing } from './commands.js';
import type { ListedProduct, ListingEvent } from './events.js';
import type { KnownListing, Listing, ListingFacts } from './state.js';

type Context = DecisionContext<RuleSet, ListingFacts>;
type Decide<C extends ListingCommand> = Rule<Listing, C, ListingEvent, Context>;

/** What is not published is its supplier's own affair. */
export const isHiddenFrom = (listing: Listing, actor: Actor): boolean =>
  listing.phase !== 'none' &&
  listing.phase !== 'published' &&
  (actor.role === 'buyer' || (actor.role === 'supplier' && actor.organisation !== listing.supplier));

const draft: Decide<DraftListing> = (listing, { listingId, supplier, product }, { actor, facts }) => {
  if (!actsAs(actor, 'supplier', supplier)) return refuse('only-the-supplier-lists-his-products');
  if (listing.phase !== 'none')
    return isSame(listing.product, product) ? nothing() : refuse('listing-already-drafted', { listingId });
  const refusal = notToBeListed(product, facts);
  if (refusal !== undefined) return refusal;
  return happened({ type: 'listing.drafted.v1', data: { listingId, supplier, product } });
};

const revise: Decide<ReviseListing> = (listing, { listingId, product }, { actor, facts }) => {
  const refusal = notHis(listing, listingId, actor);
  if (refusal !== undefined || listing.phase === 'none') return refusal ?? refuse('unknown-listing', { listingId });
  if (isSame(listing.product, product)) return nothing();
  const { supplier } = listing;
  return (
    notToBeListed(product, facts) ?? happened({ type: 'listing.revised.v1', data: { listingId, supplier, product } })
  );
};

const publish: Decide<PublishListing> = (listing, { listingId }, { actor, facts }) => {
  const refusal = notHis(listing, listingId, actor);
  if (refusal !== undefined || listing.phase === 'none') return refusal ?? refuse('unknown-listing', { listingId });
  if (listing.phase === 'published') return nothing();
  const { supplier, product } = listing;
  return notToBeListed(product, facts) ?? happened({ type: 'listing.published.v1', data: { listingId, supplier } });
};

/** An operator may take from sight what should not be there; putting it back is the supplier's. */
const withdraw: Decide<WithdrawListing> = (listing, { listingId }, { actor }) => {
  const refusal = actor.role === 'operator' ? undefined : notHis(listing, listingId, actor);
  if (refusal !== undefined || listing.phase === 'none') return refusal ?? refuse('unknown-listing', { listingId });
  if (listing.phase !== 'published') return nothing();
  return happened({ type: 'listing.withdrawn.v1', data: { listingId, supplier: listing.supplier } });
};

function notHis(listing: Listing, listingId: KnownListing['id'], actor: Actor): Refusal | undefined {
  if (listing.phase === 'none' || isHiddenFrom(listing, actor)) return refuse('unknown-listing', { listingId });
  return actsAs(actor, 'supplier', listing.supplier) ? undefined : refuse('only-the-supplier-changes-his-listing');
}

/** An order is in the currency of the supplier's limit, so what begins one is, too. */
function notToBeListed({ unitPrice, minimumQuantity }: ListedProduct, facts: ListingFacts): Refusal | undefined {
  const supplier = facts?.supplier ?? null;
  if (supplier === null) return refuse('unknown-supplier');
  if (unitPrice.currency !== supplier.currency)
    return refuse('currency-mismatch', { expected: supplier.currency, stated: unitPrice.currency });
  if (!isPositive(fromData(unitPrice))) return refuse('unit-price-not-positive', { unitPrice });
  if (!Number.isSafeInteger(minimumQuantity) || minimumQuantity < 1)
    return refuse('quantity-not-positive', { minimumQuantity });
  return undefined;
}

const isSame = (one: ListedProduct, other: ListedProduct): boolean =>
  one.title === other.title &&
  one.description === other.description &&
  one.unitPrice.minor === other.unitPrice.minor &&
  one.unitPrice.currency === other.unitPrice.currency &&
  one.minimumQuantity === other.minimumQuantity;

export const decide = decideBy<Listing, ListingCommand, ListingEvent, Context>({
  'draft-listing': draft,
  'revise-listing': revise,
  'publish-listing': publish,
  'withdraw-listing': withdraw,
});
