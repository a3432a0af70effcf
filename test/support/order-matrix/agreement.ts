import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import { inAll, no, same, yes, type Matrix } from '../matrix.js';
import { other } from '../order-commands.js';
import * as history from '../order-history.js';
import type { Situation } from '../order-history.js';
import { day, usd } from '../values.js';
import { within, refusedIn, noOrder, overs, ends, completed, OPEN, UNBOUND } from './situations.js';

/** What both sides agree on, change and give up. */
export const agreement = {
  'draft-order': {
    ...refusedIn('order-already-drafted', 'drafted', 'submitted', 'confirmed', 'in-performance'),
    ...refusedIn('order-already-drafted', 'awaiting-receipt', 'completed', 'cancelled', 'expired', 'closed-by-dispute'),
    'no order': yes(history.drafted(other)),
  },
  'revise-order': {
    ...ends,
    drafted: yes(history.revised(other)),
    submitted: yes(history.revised(other)),
    'confirmed by the buyer': yes(history.revised(other, ['buyer'])),
    ...refusedIn('order-already-confirmed', 'confirmed', 'in-performance', 'awaiting-receipt'),
    ...completed,
  },
  'submit-order': {
    ...ends,
    drafted: yes(history.submitted()),
    submitted: same,
    'confirmed by the buyer': same,
    ...refusedIn('order-not-drafted', 'confirmed', 'in-performance', 'awaiting-receipt'),
    ...completed,
  },
  'confirm-order': {
    ...ends,
    ...refusedIn('order-not-submitted', 'drafted'),
    submitted: yes(history.sideConfirmed('supplier')),
    'confirmed by the buyer': yes(history.sideConfirmed('supplier'), history.confirmed()),
    ...inAll(within('confirmed', 'in-performance', 'awaiting-receipt', 'completed'), same),
    'amended, cover to be adjusted': no('contract-changed', { contractHash: history.amendmentHash }),
  },
  'cancel-order': {
    ...noOrder,
    ...overs,
    drafted: yes(history.cancelled('drafted')),
    ...inAll(within('submitted'), yes(history.cancelled('submitted'))),
    ...inAll(within('confirmed'), yes(history.cancelled('confirmed'))),
    'initial payment begun': no('money-has-arrived', { phase: 'confirmed' }),
    'initial payment called back after dispatch': no('money-has-arrived', { phase: 'confirmed' }),
    ...refusedIn('money-has-arrived', 'in-performance', 'awaiting-receipt'),
    ...completed,
    ...inAll(within('cancelled'), same),
  },
  'propose-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), yes(history.amendmentProposed('buyer', other))),
    'reserving cover': no('cover-not-settled', { cover: 'reserving' }),
    'amended, cover to be adjusted': no('cover-not-settled', { cover: 'reserving' }),
    'initial payment complete, amendment proposed': no('amendment-open', { by: 'supplier', lapsesAt: day(10) }),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    ...completed,
  },
  'accept-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-amendment-proposed')),
    'initial payment complete, amendment proposed': yes(history.amended()),
    'amended, cover to be adjusted': same,
    ...completed,
  },
  'reject-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-amendment-proposed')),
    'initial payment complete, amendment proposed': yes(history.amendmentRejected()),
    ...completed,
  },
  'lapse-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), same),
    'initial payment complete, amendment proposed': no('not-due', { dueAt: day(10) }),
    ...completed,
  },
  'propose-cancellation': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within('confirmed'), no('return-exceeds-net', { returnable: usd('0.00') })),
    'initial payment begun': yes(history.cancellationProposed()),
    ...inAll(within('in-performance', 'awaiting-receipt'), yes(history.cancellationProposed())),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    'initial payment complete, cancellation proposed': same,
    ...completed,
  },
  'accept-cancellation': {
    ...ends,
    ...inAll(within('cancelled'), same),
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-cancellation-proposed')),
    'initial payment complete, cancellation proposed': yes(
      history.cancellationAccepted(),
      history.cancelledByBoth('in-performance'),
    ),
    ...completed,
  },
  'reject-cancellation': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-cancellation-proposed')),
    'initial payment complete, cancellation proposed': yes(history.cancellationRejected()),
    ...completed,
  },
} satisfies Partial<Matrix<OrderCommand['type'], Situation, OrderEvent>>;
