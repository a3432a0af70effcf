import { describe, expect, it } from '@jest/globals';
import { fromData, type JsonObject } from '#kernel';
import { ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { orderChecks, type OrderChecksDoc } from './index.js';

const parties = { orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const check = { ...parties, checkId: uuid('e', 1) };
const visit = { ...parties, inspectionId: uuid('f', 1) };
const note = { sealed: 'x', subject: BUYER, key: 'k' };
const paper = { documentId: uuid('d', 1), sha256: 'd'.repeat(64) };

type Happened = readonly [type: string, data: JsonObject];

const fold = (...events: readonly Happened[]): OrderChecksDoc | null =>
  events.reduce<OrderChecksDoc | null>((doc, [type, data]) => {
    const event = recordedAs(type, data);
    expect(orderChecks.keys(event)).toStrictEqual([ORDER]);
    return orderChecks.project(doc, event, ORDER);
  }, null);

const requested = [
  'quality-check.requested.v1',
  { ...check, kinds: ['photo'], note, requestedAt: day(0), phase: 'in-performance' },
] as const;
const ordered = [
  'inspection.ordered.v1',
  { ...visit, partner: 'SGS', place: 'china', fee: usd('200.00'), orderedAt: day(1) },
] as const;
const asked = {
  checkId: check.checkId,
  phase: 'requested',
  kinds: ['photo'],
  note,
  requestedAt: day(0),
  answer: null,
};
const booked = {
  inspectionId: visit.inspectionId,
  phase: 'ordered',
  partner: 'SGS',
  place: 'china',
  fee: fromData(usd('200.00')),
  orderedAt: day(1),
  on: null,
  performedAt: null,
  report: null,
};

describe('the checks of an order', () => {
  it('show what was asked for and shown, in one document of the order', () => {
    expect(fold(requested, ordered)).toStrictEqual({ ...parties, qualityChecks: [asked], inspections: [booked] });
    expect(fold(ordered, requested)).toStrictEqual({ ...parties, qualityChecks: [asked], inspections: [booked] });
    const answer = { documents: [paper], note, answeredAt: day(3) };
    expect(fold(requested, ['quality-check.answered.v1', { ...check, ...answer }])?.qualityChecks).toStrictEqual([
      { ...asked, phase: 'answered', answer },
    ]);
    expect(fold(requested, ['quality-check.withdrawn.v1', check])?.qualityChecks).toStrictEqual([
      { ...asked, phase: 'withdrawn' },
    ]);
  });

  it('show an inspection on its way', () => {
    const scheduled = ['inspection.scheduled.v1', { ...visit, on: '2027-02-01' }] as const;
    const performed = ['inspection.performed.v1', { ...visit, performedAt: day(5) }] as const;
    const report = { result: 'fail', report: paper, reportedAt: day(6) };
    const inspections = (...events: readonly Happened[]) => fold(ordered, ...events)?.inspections;
    expect(inspections(scheduled)).toStrictEqual([{ ...booked, phase: 'scheduled', on: '2027-02-01' }]);
    expect(inspections(scheduled, performed, ['inspection.reported.v1', { ...visit, ...report }])).toStrictEqual([
      {
        ...booked,
        phase: 'reported',
        on: '2027-02-01',
        performedAt: day(5),
        report: { result: 'fail', document: paper, reportedAt: day(6) },
      },
    ]);
    expect(inspections(['inspection.cancelled.v1', visit])).toStrictEqual([{ ...booked, phase: 'cancelled' }]);
  });

  it('change the one that an event is about, and no other', () => {
    const second = { ...requested[1], checkId: uuid('e', 2) };
    const doc = fold(requested, ['quality-check.requested.v1', second], ['quality-check.withdrawn.v1', check]);
    expect(doc?.qualityChecks.map(({ phase }) => phase)).toStrictEqual(['withdrawn', 'requested']);
  });

  it('that nobody asked for break the document', () => {
    expect(() => fold(['quality-check.withdrawn.v1', check])).toThrow(TypeError);
    expect(() => fold(['inspection.cancelled.v1', visit])).toThrow(TypeError);
  });
});
