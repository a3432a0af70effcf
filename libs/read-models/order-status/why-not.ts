import type { Instant, OrderPhase, Side } from '#kernel';
import type { OrderStatusDoc } from './doc.js';

export type OrderAct =
  | 'revise-order'
  | 'submit-order'
  | 'confirm-order'
  | 'cancel-order'
  | 'propose-amendment'
  | 'accept-amendment'
  | 'reject-amendment'
  | 'propose-cancellation'
  | 'accept-cancellation'
  | 'reject-cancellation'
  | 'remind-supplier'
  | 'waive-shortfall'
  | 'give-ready-notice'
  | 'give-feedback'
  | 'revise-feedback'
  | 'acknowledge-reduced-cover'
  | 'pay-initial'
  | 'pay-balance'
  | 'dispatch-shipment'
  | 'confirm-receipt';

type WhyNot = (doc: OrderStatusDoc, side: Side, now: Instant) => string | null;

const ALREADY = 'already-done';

/**
 * Why a side cannot do something now: the code with which the command would be refused, null when it would not. The page
 * only foretells what the deciders decide; a test compares the two in every phase.
 */
export const WHY_NOT: Readonly<Record<OrderAct, WhyNot>> = {
  'revise-order': (doc, _, now) => {
    switch (doc.phase) {
      case 'drafted':
        return null;
      case 'submitted':
        return expired(doc, now);
      case 'confirmed':
      case 'in-performance':
      case 'awaiting-receipt':
        return 'order-already-confirmed';
      case 'completed':
      case 'cancelled':
      case 'expired':
      case 'closed-by-dispute':
        return `order-${doc.phase}`;
    }
  },
  'submit-order': ({ phase }) => (phase === 'submitted' ? ALREADY : unlessIn('drafted', phase)),
  'confirm-order': (doc, side, now) => {
    switch (doc.phase) {
      case 'drafted':
      case 'cancelled':
      case 'expired':
      case 'closed-by-dispute':
        return unlessIn('submitted', doc.phase);
      case 'submitted':
        return doc.confirmations[side] === null ? expired(doc, now) : ALREADY;
      case 'confirmed':
      case 'in-performance':
      case 'awaiting-receipt':
      case 'completed':
        return ALREADY;
    }
  },
  'cancel-order': (doc) => {
    switch (doc.phase) {
      case 'drafted':
      case 'submitted':
        return null;
      case 'confirmed':
        return doc.hasTakenMoney ? 'money-has-arrived' : null;
      case 'in-performance':
      case 'awaiting-receipt':
        return 'money-has-arrived';
      case 'completed':
      case 'expired':
      case 'closed-by-dispute':
        return `order-${doc.phase}`;
      case 'cancelled':
        return ALREADY;
    }
  },
  'propose-amendment': (doc, _, now) =>
    unlessOpen(doc) ?? (noAmendment(doc, now) === null ? 'amendment-open' : (disputeOpen(doc) ?? coverUnknown(doc))),
  'accept-amendment': (doc, side, now) => {
    const none = unlessOpen(doc) ?? noAmendment(doc, now);
    const own = doc.proposedAmendment?.by === side ? 'own-proposal' : null;
    return none ?? own ?? disputeOpen(doc) ?? coverUnknown(doc);
  },
  'reject-amendment': (doc, _, now) => unlessOpen(doc) ?? noAmendment(doc, now),
  'propose-cancellation': (doc) => unlessOpen(doc) ?? disputeOpen(doc),
  'accept-cancellation': (doc, side) => {
    if (doc.phase === 'cancelled') return ALREADY;
    const proposed = doc.proposedCancellation;
    const none = unlessOpen(doc) ?? (proposed === null ? 'no-cancellation-proposed' : null);
    return none ?? (proposed?.by === side ? 'own-proposal' : disputeOpen(doc));
  },
  'reject-cancellation': (doc) =>
    unlessOpen(doc) ?? (doc.proposedCancellation === null ? 'no-cancellation-proposed' : null),
  'remind-supplier': (doc, _, now) => {
    const { phase, confirmations, undispatched, remindableFrom } = doc;
    if (phase === 'drafted' || ENDS.has(phase)) return unlessIn('submitted', phase);
    const toConfirm = phase === 'submitted' && confirmations.supplier === null;
    const toShip = (phase === 'in-performance' || phase === 'awaiting-receipt') && undispatched.length > 0;
    if (!toConfirm && !toShip) return 'nothing-to-remind-of';
    return remindableFrom !== null && now < remindableFrom ? 'reminder-too-early' : null;
  },
  'waive-shortfall': (doc) => {
    const { initial, balance } = doc.payments;
    const debt = initial.complete ? balance : initial;
    if (!OPEN.has(doc.phase)) return unlessOpen(doc);
    if (debt.complete) return 'already-paid';
    return debt.arrived.minor === 0n ? 'nothing-has-arrived' : null;
  },
  'give-ready-notice': ({ phase, readyNoticeAt, undispatched }) => {
    if (ENDS.has(phase)) return `order-${phase}`;
    if (phase !== 'in-performance' && phase !== 'awaiting-receipt') return 'initial-payment-incomplete';
    if (readyNoticeAt !== null) return ALREADY;
    return undispatched.length === 0 ? 'all-dispatched' : null;
  },
  'give-feedback': ({ phase, feedback, feedbackUntil }, _, now) => {
    if (phase !== 'completed') return unlessIn('completed', phase);
    if (feedback !== null) return 'feedback-already-given';
    return feedbackUntil !== null && now >= feedbackUntil ? 'feedback-window-closed' : null;
  },
  'revise-feedback': ({ phase, feedback }, _, now) => {
    if (phase !== 'completed') return unlessIn('completed', phase);
    if (feedback === null) return 'no-feedback-given';
    if (feedback.revised) return 'feedback-already-revised';
    return now >= feedback.revisableUntil ? 'feedback-window-closed' : null;
  },
  'acknowledge-reduced-cover': (doc) => {
    const { phase, cover } = doc;
    if (phase === 'completed') return 'cover-already-settled';
    if (!OPEN.has(phase)) return unlessIn('confirmed', phase);
    if (cover.granted === null) return 'cover-not-settled';
    if (cover.reduced && !cover.acknowledged) return null;
    if (phase !== 'confirmed') return 'cover-already-settled';
    return cover.reduced ? ALREADY : 'cover-not-reduced';
  },
  'pay-initial': (doc) => {
    if (!OPEN.has(doc.phase)) return unlessIn('confirmed', doc.phase);
    return doc.payments.initial.complete ? 'already-paid' : coverUnaccepted(doc);
  },
  // Offered from delivery [seed]; one that comes earlier is accepted [reading], so the page does not say no to it.
  'pay-balance': (doc) => {
    if (!OPEN.has(doc.phase)) return unlessIn('confirmed', doc.phase);
    if (!doc.payments.initial.complete) return 'initial-payment-incomplete';
    return doc.payments.balance.complete ? 'already-paid' : coverUnaccepted(doc);
  },
  'dispatch-shipment': ({ phase, undispatched }) => {
    switch (phase) {
      case 'drafted':
      case 'submitted':
      case 'confirmed':
        return 'initial-payment-incomplete';
      case 'in-performance':
        return undispatched.length > 0 ? null : 'more-than-undispatched';
      case 'awaiting-receipt':
      case 'completed':
        return 'more-than-undispatched';
      case 'cancelled':
      case 'expired':
      case 'closed-by-dispute':
        return `order-${phase}`;
    }
  },
  'confirm-receipt': ({ phase }) => (phase === 'completed' ? ALREADY : unlessIn('awaiting-receipt', phase)),
};

const expired = ({ confirmBy }: OrderStatusDoc, now: Instant): string | null =>
  confirmBy !== null && now >= confirmBy ? 'order-expired-unconfirmed' : null;

/** Why there is no amendment that could be answered; null when there is one. */
function noAmendment({ proposedAmendment }: OrderStatusDoc, now: Instant): string | null {
  if (proposedAmendment === null) return 'no-amendment-proposed';
  return now >= proposedAmendment.lapsesAt ? 'amendment-lapsed' : null;
}

const coverUnknown = ({ cover }: OrderStatusDoc): string | null =>
  cover.granted === null ? 'cover-not-settled' : null;

/** The buyer knows his cover before he pays. */
const coverUnaccepted = ({ cover }: OrderStatusDoc): string | null => {
  if (cover.granted === null) return 'allocation-too-early';
  return cover.reduced && !cover.acknowledged ? 'cover-not-settled' : null;
};

const disputeOpen = ({ disputes }: OrderStatusDoc): string | null =>
  disputes.some(({ status }) => status !== 'ended') ? 'dispute-open' : null;

/** What can be done only while the contract is being performed. */
const unlessOpen = ({ phase }: OrderStatusDoc): string | null =>
  OPEN.has(phase) ? null : unlessIn('confirmed', phase);
const OPEN: ReadonlySet<OrderPhase> = new Set(['confirmed', 'in-performance', 'awaiting-receipt']);

const ENDS: ReadonlySet<OrderPhase> = new Set(['completed', 'cancelled', 'expired', 'closed-by-dispute']);

/** The code with which the ordering context refuses what only an order in the phase `needed` can do. */
function unlessIn(needed: OrderPhase, phase: OrderPhase): string | null {
  if (phase === needed) return null;
  return ENDS.has(phase) ? `order-${phase}` : `order-not-${needed}`;
}
