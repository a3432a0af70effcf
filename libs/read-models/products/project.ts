import { fromData, on, textAt, type Projection, type RecordedEvent } from '#kernel';
import type { ListedProduct, ListingEvent } from '#contexts/listing';
import type { ProductDoc } from './doc.js';
import { termsOf } from './search-terms.js';

type Recorded = Pick<RecordedEvent, 'revision' | 'metadata'>;

/** Everything that is offered, by the listing's id; found by its words. */
export const products: Projection<ProductDoc> = {
  name: 'products',
  version: 1,
  declaration: {
    fields: { supplier: 'string', status: 'string', updatedAt: 'string' },
    arrays: { terms: 'string' },
    indexes: [
      ['status', 'updatedAt'],
      ['supplier', 'status', 'updatedAt'],
    ],
  },
  keys: ({ data }) => [textAt(data, 'listingId')],

  ...on<ProductDoc, ListingEvent>({
    'listing.drafted.v1': (_, event) => {
      const { listingId, supplier, product } = event.data;
      return { listingId, supplier, status: 'drafted', ...offered(product), ...standing(event) };
    },
    'listing.revised.v1': (doc, event) => ({ ...known(doc), ...offered(event.data.product), ...standing(event) }),
    'listing.published.v1': (doc, event) => ({ ...known(doc), status: 'published', ...standing(event) }),
    'listing.withdrawn.v1': (doc, event) => ({ ...known(doc), status: 'withdrawn', ...standing(event) }),
  }),
};

const offered = ({ title, description, unitPrice, minimumQuantity }: ListedProduct) => ({
  title,
  description,
  unitPrice: fromData(unitPrice),
  minimumQuantity,
  terms: termsOf(title, description),
});

const standing = ({ revision, metadata }: Recorded) => ({ revision, updatedAt: metadata.recordedAt });

/** A listing begins with its draft; if not, the history is broken and the key is parked. */
function known(doc: ProductDoc | null): ProductDoc {
  if (doc === null) throw new TypeError('The listing has no draft');
  return doc;
}
