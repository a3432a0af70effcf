import { money } from '#kernel';
import type { RuleSet } from './rule-set.js';

/** [seed] marks what the service's own description says; [reading] marks our reading of what it leaves open. */
export const tradeAssurance1: RuleSet = {
  version: 'trade-assurance/1',
  payment: {
    platformFee: 'none', // [seed] "a free service"
    eChecking: {
      feePerTransaction: money(15_00n, 'USD'), // [seed]
      accountCountry: 'US', // [seed] a checking account at any bank in the United States
      arrival: { from: 4, to: 5, calendar: 'us-banking' }, // [seed]
    },
    card: {
      schemes: ['visa', 'mastercard'], // [seed]
      limitPerTransaction: money(20_000_00n, 'USD'), // [seed]
      shownWithinMinutes: 30, // [seed]
      arrival: { from: 2, to: 3, calendar: 'us-banking' }, // [seed]
    },
    telegraphicTransfer: {
      arrival: { from: 3, to: 7, calendar: 'configured' }, // [seed]
      feeByCountry: {}, // [seed] it varies by country: "check with your local bank"
    },
  },
  order: {
    unconfirmedExpiresAfterDays: 30, // [reading]
    unpaidExpiresAfterDays: 60, // [reading]
    declaredTransferHoldsDays: 30, // [reading]
    amendmentLapsesAfterDays: 10, // [reading]
    remindersApartHours: 24, // [seed] it may be sent; at most one a day [reading]
    receiptAutomaticAfterDays: 60, // [reading]
    receiptRemindersDaysBefore: [30, 7], // [reading]
  },
  cover: {
    releaseDelayMinutes: 60, // [reading]
  },
  claimWindows: {
    notShippedDays: 60, // [reading]
    lateShipmentDays: 15, // [reading]
    daysAfterReadyNotice: 3, // [reading]
    daysAfterDispatch: 180, // [seed]
    daysAfterCustomsClearance: 15, // [seed]
  },
  dispute: {
    responseDays: 5, // [seed]; calendar days [reading]
    solutionDays: 15, // [seed]; calendar days [reading]
    silence: { policy: 'lapse', escalableDays: 30 }, // [reading]
    evidenceDays: 7, // [reading]
    appeal: { timesPerSide: 1, withinDays: 10, newEvidenceRequired: true }, // [reading]
  },
  inspection: {
    partners: ['SGS', 'BV', 'TUV'], // [seed]
    feeWithinChina: money(200_00n, 'USD'), // [seed]
    feeOverseas: money(300_00n, 'USD'), // [seed]
  },
  feedback: {
    windowDays: 60, // [reading]
    revisions: 1, // [reading]
    revisionDays: 30, // [reading]
  },
};
