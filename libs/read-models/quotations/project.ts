import { on, textAt, type Instant, type Projection } from '#kernel';
import type { QuotationEvent, QuotedLines } from '#contexts/quotation';

/** One quotation as its two sides see it. Whether it still holds depends on now. */
export interface QuotationDoc extends QuotedLines {
  readonly givenAt: Instant;
  readonly withdrawn: boolean;
}

/** Every quotation, by its id. */
export const quotations: Projection<QuotationDoc> = {
  name: 'quotations',
  version: 1,
  declaration: {
    fields: { buyer: 'string', supplier: 'string', givenAt: 'string' },
    indexes: [
      ['buyer', 'givenAt'],
      ['supplier', 'givenAt'],
    ],
  },
  keys: ({ data }) => [textAt(data, 'quotationId')],

  ...on<QuotationDoc, QuotationEvent>({
    'quotation.given.v1': (_, { data }) => ({ ...data, withdrawn: false }),
    'quotation.withdrawn.v1': (doc) => {
      if (doc === null) throw new TypeError('The quotation was never given'); // the history is broken: the key is parked
      return { ...doc, withdrawn: true };
    },
  }),
};
