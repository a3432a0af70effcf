import { on, textAt, type Projection } from '#kernel';
import type { CustodyEvent } from '#contexts/custody';
import type { DocumentDoc } from './doc.js';

/** Every document in custody, by its id; found by its order. Who looked at it is not here: that is its stream's to tell. */
export const orderDocuments: Projection<DocumentDoc> = {
  name: 'order-documents',
  version: 1,
  declaration: {
    fields: { orderId: 'string', sha256: 'string', storedAt: 'string' },
    indexes: [['orderId', 'storedAt'], ['sha256']],
  },
  keys: ({ data }) => [textAt(data, 'documentId')],

  ...on<DocumentDoc, CustodyEvent>({
    'custody.stored.v1': (_, { data: { uploader: _organisation, ...document } }) => document,
  }),
};
