import { describe, expect, it } from '@jest/globals';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, uuid } from '../../../test/support/values.js';
import { orderDocuments } from './index.js';

const document = {
  documentId: uuid('d', 1),
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  purpose: 'evidence',
  sha256: 'ab'.repeat(32),
  size: 12,
  mediaType: 'image/png',
  fileName: { sealed: 'x', subject: BUYER, key: 'k' },
  uploadedAs: 'buyer',
  storedAt: day(3),
};
const stored = recordedAs('custody.stored.v1', { ...document, uploader: BUYER });

describe('the documents of orders', () => {
  it('are listed as they were stored, with what is personal still sealed', () => {
    expect(orderDocuments.keys(stored)).toStrictEqual([document.documentId]);
    expect(orderDocuments.project(null, stored, document.documentId)).toStrictEqual(document);
  });

  it('are not touched by whoever looks at them', () => {
    expect(orderDocuments.types).toStrictEqual(['custody.stored.v1']);
  });
});
