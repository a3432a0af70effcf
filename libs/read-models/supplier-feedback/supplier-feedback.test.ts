import { expect, it } from '@jest/globals';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day } from '../../../test/support/values.js';
import { supplierFeedback } from './index.js';

it('feedback is what was said last, without who said it of which order', () => {
  const said = { orderId: ORDER, buyer: BUYER, supplier: SUPPLIER, rating: 2, text: null };
  const text = { sealed: 'x', subject: BUYER, key: 'k' };
  const given = recordedAs('order.feedback-given.v1', { ...said, revisableUntil: day(40) }, { at: day(10) });
  const revised = recordedAs('order.feedback-revised.v1', { ...said, rating: 5, text }, { at: day(12) });
  const doc = supplierFeedback.project(null, given, ORDER);
  expect(doc).toStrictEqual({ supplier: SUPPLIER, rating: 2, text: null, givenAt: day(10), revisedAt: null });
  const last = { supplier: SUPPLIER, rating: 5, text, givenAt: day(10), revisedAt: day(12) };
  expect(supplierFeedback.project(doc, revised, ORDER)).toStrictEqual(last);
  expect(() => supplierFeedback.project(null, revised, ORDER)).toThrow(TypeError);
  expect([given, revised].map((event) => supplierFeedback.keys(event))).toStrictEqual([[ORDER], [ORDER]]);
});
