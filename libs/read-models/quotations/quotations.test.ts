import { expect, it } from '@jest/globals';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, uuid } from '../../../test/support/values.js';
import { quotations } from './index.js';

it('quotations are shown as they were given, and whether they were withdrawn', () => {
  const quotationId = uuid('b', 1);
  const data = {
    quotationId,
    buyer: BUYER,
    supplier: SUPPLIER,
    listingId: null,
    currency: 'USD',
    lines: [{ product: 'City bicycle', quantity: 20, unitPrice: '118.505' }],
    givenAt: day(0),
    validUntil: day(30),
  };
  const given = recordedAs('quotation.given.v1', data);
  const withdrawn = recordedAs('quotation.withdrawn.v1', { quotationId, buyer: BUYER, supplier: SUPPLIER });
  const doc = quotations.project(null, given, quotationId);
  expect(doc).toStrictEqual({ ...data, withdrawn: false });
  expect(quotations.project(doc, withdrawn, quotationId)).toStrictEqual({ ...data, withdrawn: true });
  expect(() => quotations.project(null, withdrawn, quotationId)).toThrow(TypeError);
  expect([given, withdrawn].map((event) => quotations.keys(event))).toStrictEqual([[quotationId], [quotationId]]);
});
