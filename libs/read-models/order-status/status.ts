import type { Side } from '#kernel';
import type { NextStep, OrderStatusDoc, StatusWord } from './doc.js';

type Facts = Omit<OrderStatusDoc, 'status' | 'next'>;
type PhaseWord = Exclude<StatusWord, 'Dispute open' | 'Escalated' | 'Refunded'>;

/** Nothing but what the document holds decides what it says. */
export const withStatus = (facts: Facts): OrderStatusDoc => ({
  ...facts,
  status: statusOf(facts),
  next: nextAfter(phaseWordOf(facts), facts),
});

/** Ends first, then Refunded, Escalated and Dispute open, then the phase: a dispute without refund leaves no trace. */
function statusOf(facts: Facts): StatusWord {
  const word = phaseWordOf(facts);
  return ENDS.has(word) ? word : (disputeWordOf(facts) ?? word);
}

const ENDS: ReadonlySet<StatusWord> = new Set(['Cancelled', 'Expired', 'Closed by dispute']);

function disputeWordOf({ disputes }: Facts): StatusWord | undefined {
  if (disputes.some(({ refunded }) => refunded !== null && refunded.minor > 0n)) return 'Refunded';
  if (disputes.some(({ status }) => status === 'escalated')) return 'Escalated';
  return disputes.some(({ status }) => status === 'open') ? 'Dispute open' : undefined;
}

/** What the page would say if there were no disputes. */
export function phaseWordOf({ phase, cover, undispatched }: Facts): PhaseWord {
  switch (phase) {
    case 'drafted':
    case 'submitted':
      return 'Waiting for confirmation';
    case 'confirmed':
      if (cover.granted === null) return 'Reserving cover';
      return cover.reduced && !cover.acknowledged ? 'Acknowledge reduced cover' : 'Pending payment';
    case 'in-performance':
      return undispatched.length > 0 ? "Waiting for supplier's shipment" : 'Balance due'; // from full dispatch
    case 'awaiting-receipt':
      return 'Waiting for Delivery Confirmation';
    case 'completed':
      return 'Completed';
    case 'cancelled':
      return 'Cancelled';
    case 'expired':
      return 'Expired';
    case 'closed-by-dispute':
      return 'Closed by dispute';
  }
}

function nextAfter(word: PhaseWord, facts: Facts): NextStep | null {
  switch (word) {
    case 'Waiting for confirmation':
      return facts.phase === 'drafted'
        ? { act: 'submit-order', by: null, whose: 'either' }
        : { act: 'confirm-order', by: facts.confirmBy, whose: yetToConfirm(facts) };
    case 'Reserving cover':
      return { act: 'reserve-cover', by: null, whose: 'platform' };
    case 'Acknowledge reduced cover':
      return { act: 'acknowledge-reduced-cover', by: facts.payBy, whose: 'buyer' };
    case 'Pending payment':
      return { act: 'pay-initial', by: facts.payBy, whose: 'buyer' };
    case "Waiting for supplier's shipment":
      return { act: 'dispatch-shipment', by: facts.contract.shipByEnd, whose: 'supplier' };
    case 'Balance due':
      return { act: 'pay-balance', by: null, whose: 'buyer' };
    case 'Waiting for Delivery Confirmation':
      return { act: 'confirm-receipt', by: facts.automaticReceiptAt, whose: 'buyer' };
    case 'Completed':
    case 'Cancelled':
    case 'Expired':
    case 'Closed by dispute':
      return null;
  }
}

const yetToConfirm = ({ confirmations: { buyer, supplier } }: Facts): Side | 'both' => {
  if (buyer === null && supplier === null) return 'both';
  return buyer === null ? 'buyer' : 'supplier';
};
