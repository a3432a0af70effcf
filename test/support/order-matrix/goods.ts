import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import { inAll, no, same, yes, type Matrix } from '../matrix.js';
import * as history from '../order-history.js';
import { ALL, SHIPMENT, type Situation } from '../order-history.js';
import { day } from '../values.js';
import { within, refusedIn, ends, completed, shipping, OPEN, UNBOUND } from './situations.js';

/** The goods, until they are received and rated. */
export const goods = {
  'remind-supplier': {
    ...ends,
    ...refusedIn('order-not-submitted', 'drafted'),
    ...inAll(within('submitted'), yes(history.reminded('confirmation'))),
    ...refusedIn('nothing-to-remind-of', ...OPEN),
    ...inAll(shipping, yes(history.reminded('shipment'))),
    ...completed,
  },
  'give-ready-notice': {
    ...ends,
    ...refusedIn('initial-payment-incomplete', ...UNBOUND, 'confirmed'),
    ...inAll(within('in-performance', 'awaiting-receipt'), no('all-dispatched')),
    ...inAll(shipping, yes(history.readyNotice())),
    ...completed,
  },
  'record-check-requested': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed'), yes(history.checkRequested())),
  },
  'record-check-answered': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed'), yes(history.checkAnswered())),
  },
  'record-dispatch': {
    ...ends,
    ...refusedIn('initial-payment-incomplete', 'drafted', 'submitted', 'confirmed'),
    'initial payment complete': yes(history.dispatched('in-performance')),
    'initial payment complete, amendment proposed': yes(history.dispatched('in-performance')),
    'amended, cover to be adjusted': yes(history.dispatched('in-performance', ALL, [{ line: 1, quantity: 2 }])),
    'initial payment complete, cancellation proposed': yes(history.dispatched('in-performance')),
    'all dispatched, balance due': same,
    'all dispatched and delivered, balance due': same,
    'initial payment called back after dispatch': same,
    'balance paid, goods not dispatched': yes(history.dispatched('awaiting-receipt')),
    ...inAll(within('awaiting-receipt', 'completed'), same),
  },
  'record-delivery': {
    ...ends,
    ...refusedIn('order-not-in-performance', 'drafted', 'submitted', 'confirmed'),
    'initial payment complete': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'initial payment complete, amendment proposed': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'amended, cover to be adjusted': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'initial payment complete, cancellation proposed': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'all dispatched, balance due': yes(history.delivered()),
    'all dispatched and delivered, balance due': same,
    'initial payment called back after dispatch': yes(history.delivered()),
    'balance paid, goods not dispatched': no('unknown-shipment', { shipmentId: SHIPMENT }),
    ...inAll(within('awaiting-receipt'), yes(history.delivered())),
    ...inAll(within('completed'), same),
  },
  'confirm-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', 'drafted', 'submitted', 'confirmed', 'in-performance'),
    ...inAll(within('awaiting-receipt'), yes(history.completed())),
    ...inAll(within('completed'), same),
  },
  'remind-of-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', ...UNBOUND, 'confirmed', 'in-performance'),
    'awaiting receipt': no('not-due', { dueAt: day(33) }),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    ...inAll(within('completed'), same),
  },
  'complete-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', ...UNBOUND, 'confirmed', 'in-performance'),
    'awaiting receipt': no('not-due', { dueAt: day(63) }),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    ...inAll(within('completed'), same),
  },
  'give-feedback': {
    ...ends,
    ...refusedIn('order-not-completed', ...UNBOUND, ...OPEN),
    completed: yes(history.feedback()),
    'completed, feedback given': same,
  },
  'revise-feedback': {
    ...ends,
    ...refusedIn('order-not-completed', ...UNBOUND, ...OPEN),
    completed: no('no-feedback-given'),
    'completed, feedback given': yes(history.feedbackRevised()),
  },
} satisfies Partial<Matrix<OrderCommand['type'], Situation, OrderEvent>>;
