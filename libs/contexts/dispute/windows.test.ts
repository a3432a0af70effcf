import { describe, expect, it } from '@jest/globals';
import { addDays, addMillis, instant, shipmentId, type CoverageType, type Instant } from '#kernel';
import { rulesFor } from '#rules';
import { BATCH, order } from '../../../test/support/dispute-history.js';
import { uuid } from '../../../test/support/values.js';
import {
  claimWindow,
  isOpenAt,
  lastClaimCloses,
  type ClaimReason,
  type ClaimedOrder,
  type ClaimWindow,
  type WindowFacts,
} from './index.js';

const rules = rulesFor('trade-assurance/1').claimWindows;
/** The end of the ship-by day, and days after it. */
const END = instant('2026-05-01T00:00:00Z');
const on = (days: number, millis = 0): Instant => addMillis(addDays(END, days), millis);

const facts = (changes: Partial<WindowFacts> = {}): WindowFacts => ({
  coverageType: 'post-delivery',
  shipByEnd: END,
  initialPaymentCompletedAt: on(-40),
  readyNoticeAt: null,
  unansweredChecks: 0,
  allDispatchedAt: null,
  batch: null,
  ...changes,
});
const sent = (dispatchedAt: Instant, clearedAt: Instant | null = null): WindowFacts['batch'] => ({
  dispatchedAt,
  clearedAt,
});
const between = (opensAt: Instant, closesAt: Instant | null): ClaimWindow => ({ opensAt, closesAt });

const PRE: Partial<WindowFacts> = { coverageType: 'pre-shipment' };
const QUALITY: readonly ClaimReason[] = ['quality', 'quantity', 'not-as-described'];

describe('claim windows, row by row', () => {
  it.each<[string, ClaimReason, WindowFacts, ClaimWindow | null]>([
    ['not shipped: 60 days from the end of the ship-by day', 'not-shipped', facts(), between(END, on(60))],
    ['… or until all has left', 'not-shipped', facts({ allDispatchedAt: on(9) }), between(END, on(9))],
    ['… which may be after the 60 days', 'not-shipped', facts({ allDispatchedAt: on(61) }), between(END, on(60))],
    ['… and never where all left in time', 'not-shipped', facts({ allDispatchedAt: on(0, -1) }), null],
    ['… nor where all left at that very end', 'not-shipped', facts({ allDispatchedAt: on(0) }), null],
    ['… under either cover', 'not-shipped', facts(PRE), between(END, on(60))],

    ['late: not before anything has left', 'late-shipment', facts(), null],
    ['… not where it left in time', 'late-shipment', facts({ batch: sent(on(0, -1)) }), null],
    [
      '… from the very end of the ship-by day on',
      'late-shipment',
      facts({ ...PRE, batch: sent(on(0)) }),
      between(on(0), on(15)),
    ],
    [
      '… pre-shipment: 15 days from its dispatch',
      'late-shipment',
      facts({ ...PRE, batch: sent(on(4)) }),
      between(on(4), on(19)),
    ],
    ['… post-delivery: as quality', 'late-shipment', facts({ batch: sent(on(4), on(30)) }), between(on(4), on(45))],
    [
      '… post-delivery without clearance: as quality',
      'late-shipment',
      facts({ batch: sent(on(4)) }),
      between(on(4), on(184)),
    ],
  ])('%s', (_, reason, about, expected) => {
    expect(claimWindow(reason, about, rules)).toStrictEqual(expected);
  });

  it.each<[string, Partial<WindowFacts>, ClaimWindow | null]>([
    ['not before the initial payment is complete', { ...PRE, initialPaymentCompletedAt: null }, null],
    ['pre-shipment: from its completion, while goods are here', PRE, between(on(-40), null)],
    [
      '… until the batch leaves, three days after the notice at least',
      { ...PRE, readyNoticeAt: on(-20), batch: sent(on(-10)) },
      between(on(-40), on(-10)),
    ],
    [
      '… three days after the notice, where it leaves at once',
      { ...PRE, readyNoticeAt: on(-11), batch: sent(on(-10)) },
      between(on(-40), on(-8)),
    ],
    [
      '… three days after it leaves, where no notice was given',
      { ...PRE, batch: sent(on(-10)) },
      between(on(-40), on(-7)),
    ],
    [
      '… nor is a notice that comes after the dispatch waited for',
      { ...PRE, readyNoticeAt: on(20), batch: sent(on(-10)) },
      between(on(-40), on(-7)),
    ],
    [
      '… not while a requested check is unanswered',
      { ...PRE, unansweredChecks: 1, readyNoticeAt: on(-20), batch: sent(on(-10)) },
      between(on(-40), null),
    ],
    [
      '… of goods that have all left, with the last of them',
      { ...PRE, readyNoticeAt: on(-30), allDispatchedAt: on(-2) },
      between(on(-40), on(-2)),
    ],
    ['post-delivery: not before the batch has left', {}, null],
    ['… 180 days from its dispatch [seed]', { batch: sent(on(-10)) }, between(on(-10), on(170))],
    ['… 15 days from its clearance [seed]', { batch: sent(on(-10), on(20)) }, between(on(-10), on(35))],
    ['… the earlier of the two', { batch: sent(on(-10), on(165)) }, between(on(-10), on(170))],
  ])('quality, quantity, not as described: %s', (_, changes, expected) => {
    for (const reason of QUALITY) expect(claimWindow(reason, facts(changes), rules)).toStrictEqual(expected);
  });

  it('are half-open: at its first moment a window is open, at its last it is not', () => {
    const window = between(on(0), on(15));
    expect([on(0, -1), on(0), on(15, -1), on(15)].map((now) => isOpenAt(window, now))).toStrictEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isOpenAt(between(on(0), null), on(100_000))).toBe(true);
  });

  it.each<CoverageType>(['pre-shipment', 'post-delivery'])('take their days from the rules: %s', (coverageType) => {
    const longer = {
      ...rules,
      notShippedDays: 61,
      lateShipmentDays: 16,
      daysAfterReadyNotice: 4,
      daysAfterDispatch: 181,
    };
    const about = facts({ coverageType, batch: sent(on(4)) });
    for (const reason of ['not-shipped', 'late-shipment', 'quality'] as const) {
      const before = claimWindow(reason, about, rules)?.closesAt;
      expect(claimWindow(reason, about, longer)?.closesAt).toBe(addDays(before!, 1));
    }
  });
});

describe('the last of an order’s windows', () => {
  const first = { shipmentId: BATCH, dispatchedAt: on(-10), clearedAt: null };
  const second = { shipmentId: shipmentId(uuid('c', 2)), dispatchedAt: on(2), clearedAt: null };
  const about = (changes: Partial<ClaimedOrder>): ClaimedOrder => ({
    ...order,
    shipByEnd: END,
    initialPayment: { complete: true, completedAt: on(-40) },
    batches: [first, second],
    allDispatchedAt: on(2),
    ...changes,
  });

  it.each<[string, Partial<ClaimedOrder>, Instant | null]>([
    ['is nobody’s to tell while goods are here', { batches: [first], allDispatchedAt: null }, null],
    ['is that of the batch that left last', {}, on(182)],
    ['is shut by clearance, batch by batch', { batches: [first, { ...second, clearedAt: on(9) }] }, on(170)],
    ['under pre-shipment cover is that of what was late', { coverageType: 'pre-shipment' }, on(17)],
    [
      'under pre-shipment cover is over with the dispatch, where that was in time and noticed',
      { coverageType: 'pre-shipment', batches: [first], allDispatchedAt: on(-10), readyNoticeAt: on(-20) },
      on(-10),
    ],
    ['waits for a check', { coverageType: 'pre-shipment', unansweredChecks: 1 }, null],
  ])('%s', (_, changes, expected) => {
    expect(lastClaimCloses(about(changes), rules)).toBe(expected);
  });
});
