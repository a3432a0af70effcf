import {
  catalogue,
  event,
  integer,
  listingIdSchema,
  moneySchema,
  organisationIdSchema,
  record,
  text,
  type EventOf,
  type TypeOf,
} from '#kernel';

/** What is offered, in the supplier's public words. */
export const listedProductSchema = record({
  title: text({ minLength: 1 }),
  description: text({ minLength: 1 }),
  /** Of one piece, in the currency of the supplier's limit. */
  unitPrice: moneySchema,
  /** The fewest pieces that he sells at once. */
  minimumQuantity: integer({ minimum: 1 }),
});
export type ListedProduct = TypeOf<typeof listedProductSchema>;

const subject = { listingId: listingIdSchema, supplier: organisationIdSchema };

export const listingEvents = catalogue({
  'listing.drafted.v1': event(
    'A supplier wrote down what he offers; only he sees it.',
    record({ ...subject, product: listedProductSchema }),
  ),
  'listing.revised.v1': event(
    'The supplier offers something else, or otherwise, under the same listing.',
    record({ ...subject, product: listedProductSchema }),
  ),
  'listing.published.v1': event('Buyers find the listing from here on.', record(subject)),
  'listing.withdrawn.v1': event('Buyers do not find the listing any more.', record(subject)),
});

export type ListingEvent = EventOf<typeof listingEvents>;
