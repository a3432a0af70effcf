import { isPositive, subtract, type Instant, type Purpose, type Side } from '#kernel';
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
export function phaseWordOf(facts: Facts): PhaseWord {
  const { phase, undispatched } = facts;
  switch (phase) {
    case 'drafted':
    case 'submitted':
      return 'Waiting for confirmation';
    case 'confirmed':
      return coverWord(facts) ?? moneyWord(facts, 'initial', 'Pending payment');
    case 'in-performance':
      if (undispatched.length > 0) return "Waiting for supplier's shipment"; // whatever becomes of the cover
      return coverWord(facts) ?? moneyWord(facts, 'balance', 'Balance due'); // from full dispatch
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

/** The buyer knows his cover before he pays: also the balance, where an amendment has changed what is covered. */
function coverWord({ cover }: Facts): 'Reserving cover' | 'Acknowledge reduced cover' | undefined {
  if (cover.granted === null) return 'Reserving cover';
  return cover.reduced && !cover.acknowledged ? 'Acknowledge reduced cover' : undefined;
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
      return { act: 'acknowledge-reduced-cover', by: payableBy(facts), whose: 'buyer' };
    case 'Pending payment':
    case 'Balance due':
      return payingOf(facts);
    case 'Payment processing':
      return isOnItsWay(facts) ? { act: 'await-money', by: null, whose: 'platform' } : payingOf(facts);
    case "Waiting for supplier's shipment":
      return { act: 'dispatch-shipment', by: facts.contract.shipByEnd, whose: 'supplier' };
    case 'Waiting for Delivery Confirmation':
      return { act: 'confirm-receipt', by: facts.automaticReceiptAt, whose: 'buyer' };
    case 'Completed':
    case 'Cancelled':
    case 'Expired':
    case 'Closed by dispute':
      return null;
  }
}

/** The seed's words: money from an account or a card is "processing" until it has arrived, and a transfer is "pending". */
const moneyWord = <Otherwise extends PhaseWord>(facts: Facts, purpose: Purpose, otherwise: Otherwise) =>
  processing(facts, purpose).length > 0 ? 'Payment processing' : otherwise;

/** A card's is shown from when it is begun, so within the 30 minutes of the seed, however long the provider takes to answer. */
const processing = ({ pendingPayments }: Facts, purpose: Purpose) =>
  pendingPayments.filter((each) => each.purpose === purpose && each.method !== 'tt');

/** What is owed now. */
const purposeOf = ({ phase }: Facts): Purpose => (phase === 'confirmed' ? 'initial' : 'balance');

/** The balance has no time in which it must arrive. */
const payableBy = (facts: Facts): Instant | null => (purposeOf(facts) === 'initial' ? facts.payBy : null);

const payingOf = (facts: Facts): NextStep => ({
  act: `pay-${purposeOf(facts)}`,
  by: payableBy(facts),
  whose: 'buyer',
});

/** Nothing is left for the buyer to pay, if all arrives. */
function isOnItsWay(facts: Facts): boolean {
  const purpose = purposeOf(facts);
  const { due, arrived, waived } = facts.payments[purpose];
  const open = subtract(subtract(due, arrived), waived);
  return !isPositive(processing(facts, purpose).reduce((rest, { amount }) => subtract(rest, amount), open));
}

const yetToConfirm = ({ confirmations: { buyer, supplier } }: Facts): Side | 'both' => {
  if (buyer === null && supplier === null) return 'both';
  return buyer === null ? 'buyer' : 'supplier';
};
