import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import { inAll, no, same, yes, type Matrix } from '../matrix.js';
import * as history from '../order-history.js';
import type { Situation } from '../order-history.js';
import { day } from '../values.js';
import { within, refusedIn, ends, completed, OPEN, UNBOUND, closedFrom } from './situations.js';

/** Time that is over, and disputes. */
export const endings = {
  'expire-order': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND, 'in-performance', 'awaiting-receipt'),
    ...inAll(within('confirmed'), no('not-due', { dueAt: day(60) })),
    ...completed,
    expired: same,
  },
  'record-dispute-opened': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed', 'expired'), yes(history.disputeOpened())),
    'awaiting receipt, dispute open': same,
    'cancelled by both': yes(history.disputeOpened()),
    'closed by dispute': same,
  },
  'record-dispute-escalated': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed', 'expired', 'closed-by-dispute'), yes(history.disputeEscalated())),
    'cancelled by both': yes(history.disputeEscalated()),
  },
  'record-dispute-ended': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed', 'expired', 'closed-by-dispute'), yes(history.disputeEnded())),
    'cancelled by both': yes(history.disputeEnded()),
  },
  'close-by-dispute': {
    ...ends,
    ...refusedIn('order-not-in-performance', ...UNBOUND),
    ...closedFrom('confirmed'),
    ...closedFrom('in-performance'),
    ...closedFrom('awaiting-receipt'),
    ...completed,
    'closed by dispute': same,
  },
} satisfies Partial<Matrix<OrderCommand['type'], Situation, OrderEvent>>;
