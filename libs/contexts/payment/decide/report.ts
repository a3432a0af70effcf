import { fromData, happened, isEqual, isPlatform, nothing, refuse, type Decision, type Instant } from '#kernel';
import { estimateArrival, type RuleSet } from '#rules';
import type { ExpirePayment, KeepStrayReport, RecordReport, SubmitPayment } from '../commands.js';
import type { PaymentEvent } from '../events.js';
import { attemptOf, type ExistingPayment } from '../state.js';
import type { Report, ReportKind, Source } from '../vocabulary.js';
import { unknownPayment, type Decide } from './common.js';
import { reversed } from './reversal.js';

/** The initiation is the intention that this carries out; what the provider answers is recorded as its report. */
export const submitPayment: Decide<SubmitPayment> = (payment, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-submits-payments');
  return payment.phase === 'none' || payment.phase === 'stray' ? unknownPayment(command) : nothing();
};

/**
 * Reports come repeated, late and out of order. Of each transaction the highest sequence counts, and what is over stays over: a
 * success that comes late never overwrites a reversal. What changes nothing is kept, and seen.
 */
export const recordReport: Decide<RecordReport> = (payment, command, { actor, now, rules }) => {
  const { report } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-records-reports');
  if (payment.phase === 'none' || payment.phase === 'stray') return unknownPayment(command);
  return news(payment, report, now, rules);
};

function news(payment: ExistingPayment, report: Report, now: Instant, rules: RuleSet): Decision<PaymentEvent> {
  const { source } = payment;
  if (source !== null && report.provider === source.provider && report.transaction === source.transaction) {
    if (report.sequence === source.sequence && report.kind === kindOf(payment)) return nothing();
    if (report.sequence <= source.sequence) return kept(payment, report, 'outdated');
  } else if (source !== null) return kept(payment, report, 'another-transaction');
  switch (payment.phase) {
    case 'initiated':
    case 'declared':
    case 'verifying':
    case 'authorised':
    case 'processing':
      return onTheWay(payment, report, now, rules);
    case 'rejected':
    case 'failed':
    case 'expired':
      // Money that comes all the same is a fact.
      if (report.kind === 'arrived' || report.kind === 'reversed') return onTheWay(payment, report, now, rules);
      return kept(payment, report, 'already-ended');
    case 'elsewhere':
    case 'arrived':
    case 'allocated':
    case 'unmatched':
      return report.kind === 'reversed' ? reversal(payment, report, now) : kept(payment, report, 'already-arrived');
    case 'reversed':
      return kept(payment, report, 'already-reversed');
  }
}

/** A stream of its own, so that the money is not lost; an operator finds out what it was for. */
export const keepStrayReport: Decide<KeepStrayReport> = (payment, command, { actor, now, rules }) => {
  const { paymentId, reference, report } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-records-reports');
  if (payment.phase !== 'none' && payment.phase !== 'stray') {
    // An operator has said what it was for: that the money has come is known, that it is gone again is news as of any other payment.
    return report.kind === 'reversed' ? news(payment, report, now, rules) : kept(payment, report, 'assigned-already');
  }
  if (payment.phase === 'stray' && report.sequence <= payment.report.sequence) return nothing();
  return happened({ type: 'payment.stray-reported.v1', data: { paymentId, reference, report } });
};

export const expirePayment: Decide<ExpirePayment> = (payment, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-expires-payments');
  if (payment.phase === 'none' || payment.phase === 'stray') return unknownPayment(command);
  if (payment.phase !== 'declared') return nothing();
  if (now < payment.holdsUntil) return refuse('expiry-too-early', { holdsUntil: payment.holdsUntil });
  return happened({
    type: 'payment.expired.v1',
    data: { ...attemptOf(payment.attempt), reason: 'transfer-did-not-arrive', expiredAt: now },
  });
};

type Before = Extract<
  ExistingPayment,
  { phase: 'initiated' | 'declared' | 'verifying' | 'authorised' | 'processing' | 'rejected' | 'failed' | 'expired' }
>;

const STEPS: readonly string[] = ['verifying', 'authorised', 'processing'] satisfies readonly ReportKind[];

function onTheWay(payment: Before, report: Report, now: Instant, rules: RuleSet): Decision<PaymentEvent> {
  const attempt = attemptOf(payment.attempt);
  const source = sourceOf(report);
  const reason = report.reason ?? 'unstated';
  if (STEPS.includes(report.kind) && STEPS.indexOf(report.kind) <= STEPS.indexOf(payment.phase))
    return kept(payment, report, 'outdated');
  switch (report.kind) {
    case 'verifying':
      return happened({ type: 'payment.verification-started.v1', data: { ...attempt, source, startedAt: now } });
    case 'authorised': {
      const { card, eChecking } = rules.payment;
      const days = attempt.method === 'card' ? card.arrival : eChecking.arrival;
      const estimatedArrival = estimateArrival(days, now, 'us-banking');
      return happened({
        type: 'payment.authorised.v1',
        data: { ...attempt, source, authorisedAt: now, estimatedArrival },
      });
    }
    case 'processing':
      return happened({ type: 'payment.processing.v1', data: { ...attempt, source, processingAt: now } });
    case 'rejected':
      return happened({ type: 'payment.rejected.v1', data: { ...attempt, source, reason, rejectedAt: now } });
    case 'failed':
      return happened({ type: 'payment.failed.v1', data: { ...attempt, source, reason, failedAt: now } });
    case 'expired':
      return happened({ type: 'payment.expired.v1', data: { ...attempt, source, reason, expiredAt: now } });
    case 'arrived':
      return arrived(payment, report, now);
    case 'reversed':
      return reversal(payment, report, now);
  }
}

/** Nothing is believed of an amount or an account that does not match what was to be paid. */
function arrived(payment: Before, report: Report, now: Instant): Decision<PaymentEvent> {
  const attempt = attemptOf(payment.attempt);
  if (!amountMatches(payment, report)) return mismatched(payment, report, 'amount');
  const arrival = { ...attempt, reference: report.transaction, arrivedAt: now, source: sourceOf(report) };
  switch (report.destination) {
    case 'designated':
      return happened({ type: 'payment.arrived.v1', data: arrival });
    case 'elsewhere':
      return happened({ type: 'payment.arrived-elsewhere.v1', data: arrival });
    case 'unstated':
      return mismatched(payment, report, 'account');
  }
}

function reversal(payment: ExistingPayment, report: Report, now: Instant): Decision<PaymentEvent> {
  if (!amountMatches(payment, report)) return mismatched(payment, report, 'amount');
  return reversed(payment, report.reason ?? 'unstated', now, sourceOf(report));
}

const amountMatches = (payment: ExistingPayment, { amount }: Report): boolean =>
  amount !== null && isEqual(fromData(amount), payment.attempt.amount);

const kept = ({ attempt }: ExistingPayment, report: Report, because: string): Decision<PaymentEvent> =>
  happened({
    type: 'payment.report-kept.v1',
    data: { ...attemptOf(attempt), source: sourceOf(report), kind: report.kind, because },
  });

const mismatched = ({ attempt }: ExistingPayment, report: Report, because: string): Decision<PaymentEvent> =>
  happened({ type: 'payment.report-mismatched.v1', data: { ...attemptOf(attempt), report, because } });

const sourceOf = ({ provider, transaction, sequence }: Report): Source => ({ provider, transaction, sequence });

/** What the provider has said when the payment is where it is; undefined where an operator or the order moved it on. */
function kindOf({ phase }: ExistingPayment): ReportKind | undefined {
  switch (phase) {
    case 'initiated':
    case 'declared':
      return undefined;
    case 'elsewhere':
    case 'allocated':
    case 'unmatched':
      return 'arrived';
    case 'verifying':
    case 'authorised':
    case 'processing':
    case 'rejected':
    case 'failed':
    case 'expired':
    case 'arrived':
    case 'reversed':
      return phase;
  }
}
