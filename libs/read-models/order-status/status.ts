import { endOfDay, type Side } from '#kernel';
import type { NextStep, OrderStatusDoc, StatusWord } from './doc.js';

type Facts = Omit<OrderStatusDoc, 'status' | 'next'>;

/** Nothing but what the document holds decides what it says. */
export const withStatus = (facts: Facts): OrderStatusDoc => {
  const status = statusOf(facts);
  return { ...facts, status, next: nextAfter(status, facts) };
};

function statusOf({ phase, cover, undispatched }: Facts): StatusWord {
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
  }
}

function nextAfter(status: StatusWord, facts: Facts): NextStep | null {
  switch (status) {
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
      return { act: 'dispatch-shipment', by: endOfDay(facts.contract.shipBy), whose: 'supplier' };
    case 'Balance due':
      return { act: 'pay-balance', by: null, whose: 'buyer' };
    case 'Waiting for Delivery Confirmation':
      return { act: 'confirm-receipt', by: null, whose: 'buyer' };
    case 'Completed':
    case 'Cancelled':
      return null;
  }
}

const yetToConfirm = ({ confirmations: { buyer, supplier } }: Facts): Side | 'both' => {
  if (buyer === null && supplier === null) return 'both';
  return buyer === null ? 'buyer' : 'supplier';
};
