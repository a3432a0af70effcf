import { describe, expect, it } from '@jest/globals';
import { money } from '#kernel';
import { CURRENT, ruleSets, rulesFor } from './index.js';

describe('rule sets', () => {
  it('are found by their version, and no other is taken instead', () => {
    for (const rules of ruleSets) expect(rulesFor(rules.version)).toBe(rules);
    expect(new Set(ruleSets.map(({ version }) => version)).size).toBe(ruleSets.length);
    expect(rulesFor(CURRENT).version).toBe(CURRENT);
    expect(() => rulesFor('trade-assurance/0')).toThrow(RangeError);
  });

  it('trade-assurance/1 says for ever what it said when the first order was pinned to it', () => {
    expect(rulesFor('trade-assurance/1')).toStrictEqual({
      version: 'trade-assurance/1',
      payment: {
        platformFee: 'none',
        eChecking: {
          feePerTransaction: money(1_500n, 'USD'),
          accountCountry: 'US',
          arrival: { from: 4, to: 5, calendar: 'us-banking' },
        },
        card: {
          schemes: ['visa', 'mastercard'],
          limitPerTransaction: money(2_000_000n, 'USD'),
          shownWithinMinutes: 30,
          arrival: { from: 2, to: 3, calendar: 'us-banking' },
        },
        telegraphicTransfer: { arrival: { from: 3, to: 7, calendar: 'configured' }, feeByCountry: {} },
      },
      order: {
        unconfirmedExpiresAfterDays: 30,
        unpaidExpiresAfterDays: 60,
        declaredTransferHoldsDays: 30,
        amendmentLapsesAfterDays: 10,
        remindersApartHours: 24,
        receiptAutomaticAfterDays: 60,
        receiptRemindersDaysBefore: [30, 7],
      },
      cover: { releaseDelayMinutes: 60 },
      claimWindows: {
        notShippedDays: 60,
        lateShipmentDays: 15,
        daysAfterReadyNotice: 3,
        daysAfterDispatch: 180,
        daysAfterCustomsClearance: 15,
      },
      dispute: {
        responseDays: 5,
        solutionDays: 15,
        silence: { policy: 'lapse', escalableDays: 30 },
        evidenceDays: 7,
        appeal: { timesPerSide: 1, withinDays: 10, newEvidenceRequired: true },
      },
      inspection: {
        partners: ['SGS', 'BV', 'TUV'],
        feeWithinChina: money(20_000n, 'USD'),
        feeOverseas: money(30_000n, 'USD'),
      },
      feedback: { windowDays: 60, revisions: 1, revisionDays: 30 },
    });
  });
});
