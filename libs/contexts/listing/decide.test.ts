import { describe, expect, it } from '@jest/globals';
import { currency, listingId as toListingId, type Actor } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { SUPPLIER, everybody, operator, supplier } from '../../../test/support/people.js';
import { usd, uuid } from '../../../test/support/values.js';
import { listing, publishedListing, type ListingCommand, type ListingEvent } from './index.js';

const given = givenOf(listing);
const listingId = toListingId(uuid('a', 1));
const facts = { supplier: { currency: currency('USD') } };
const product = {
  title: 'City bicycle',
  description: 'Steel, seven gears.',
  unitPrice: usd('120.00'),
  minimumQuantity: 10,
};
const another = { ...product, minimumQuantity: 20 };
const subject = { listingId, supplier: SUPPLIER };
const drafted: ListingEvent = { type: 'listing.drafted.v1', data: { ...subject, product } };
const revised: ListingEvent = { type: 'listing.revised.v1', data: { ...subject, product: another } };
const published: ListingEvent = { type: 'listing.published.v1', data: subject };
const withdrawn: ListingEvent = { type: 'listing.withdrawn.v1', data: subject };

const histories = {
  unknown: [],
  drafted: [drafted],
  published: [drafted, published],
  withdrawn: [drafted, published, withdrawn],
} as const;
const commands = {
  'draft-listing': { type: 'draft-listing', ...subject, product },
  'revise-listing': { type: 'revise-listing', listingId, product: another },
  'publish-listing': { type: 'publish-listing', listingId },
  'withdraw-listing': { type: 'withdraw-listing', listingId },
} as const satisfies { readonly [T in ListingCommand['type']]: ListingCommand & { type: T } };

const unknown = no('unknown-listing', { listingId });
const matrix: Matrix<ListingCommand['type'], keyof typeof histories, ListingEvent> = {
  'draft-listing': { unknown: yes(drafted), drafted: same, published: same, withdrawn: same },
  'revise-listing': { unknown, drafted: yes(revised), published: yes(revised), withdrawn: yes(revised) },
  'publish-listing': { unknown, drafted: yes(published), published: same, withdrawn: yes(published) },
  'withdraw-listing': { unknown, drafted: same, published: yes(withdrawn), withdrawn: same },
};

describe('listing: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(listing, matrix, histories, { none: true, drafted: true, published: true, withdrawn: true });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    const { decision } = given(...histories[situation]).when(commands[command], { by: supplier, facts });
    expect(decision).toStrictEqual(answer);
  });

  it.each<[ListingCommand['type'], keyof typeof histories, readonly Actor[], string]>([
    ['draft-listing', 'unknown', [supplier], 'only-the-supplier-lists-his-products'],
    ['revise-listing', 'published', [supplier], 'only-the-supplier-changes-his-listing'],
    ['publish-listing', 'withdrawn', [supplier], 'only-the-supplier-changes-his-listing'],
    ['withdraw-listing', 'published', [supplier, operator], 'only-the-supplier-changes-his-listing'],
  ])('%s (%s) is the supplier’s own affair', (name, situation, allowed, code) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name], { by: actor, facts });
      const isHidden = situation === 'withdrawn' && (actor.role === 'buyer' || actor.role === 'supplier');
      if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
      else expect(decision).toStrictEqual(isHidden ? unknown : no(code));
    }
  });
});

describe('listing: the product', () => {
  it.each(['draft-listing', 'revise-listing', 'publish-listing'] as const)(
    'of %s is one of a supplier with whom contracts are written',
    (name) => {
      const history = name === 'draft-listing' ? [] : [drafted];
      for (const none of [{ supplier: null }, undefined])
        given(...history)
          .when(commands[name], { by: supplier, ...(none && { facts: none }) })
          .thenRefused('unknown-supplier');
    },
  );

  it.each([
    [{ unitPrice: { minor: '1', currency: 'EUR' } }, 'currency-mismatch', { expected: 'USD', stated: 'EUR' }],
    [{ unitPrice: usd('0.00') }, 'unit-price-not-positive', { unitPrice: usd('0.00') }],
    [{ minimumQuantity: 0 }, 'quantity-not-positive', { minimumQuantity: 0 }],
  ])('has a price and a quantity that an order could have: %j', (changes, code, why) => {
    const command = { ...commands['draft-listing'], product: { ...product, ...changes } };
    given().when(command, { by: supplier, facts }).thenRefused(code, why);
    given(drafted)
      .when({ ...commands['revise-listing'], product: command.product }, { by: supplier, facts })
      .thenRefused(code, why);
  });

  it.each([{ title: 'Other' }, { description: 'Other.' }, { unitPrice: usd('120.01') }, { minimumQuantity: 11 }])(
    'is another one with %j',
    (changes) => {
      const other = { ...product, ...changes };
      given(drafted)
        .when({ ...commands['revise-listing'], product: other }, { by: supplier, facts })
        .then({ type: 'listing.revised.v1', data: { ...subject, product: other } });
      given(drafted)
        .when({ ...commands['draft-listing'], product: other }, { by: supplier, facts })
        .thenRefused('listing-already-drafted', { listingId });
    },
  );

  it('is known to others while buyers find it', () => {
    const after = (...events: readonly ListingEvent[]) =>
      publishedListing(foldOf(listing, listing.initialState, events));
    expect(after(drafted)).toBeNull();
    expect(after(drafted, published, revised)).toStrictEqual({ ...subject, product: another });
    expect(after(drafted, published, withdrawn)).toBeNull();
  });
});
