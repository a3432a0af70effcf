import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import { inAll, no, same, yes, type Matrix } from '../matrix.js';
import * as history from '../order-history.js';
import type { Situation } from '../order-history.js';
import { usd } from '../values.js';
import {
  within,
  refusedIn,
  noOrder,
  ends,
  completed,
  paidInitially,
  UNBOUND,
  takes,
  notAllocated,
} from './situations.js';

/** Cover, and money that comes and goes. */
export const money = {
  'record-cover': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    ...inAll(within('confirmed', 'in-performance', 'awaiting-receipt', 'completed'), same),
    'reserving cover': yes(history.coverRecorded(usd('2000.00'))),
    'amended, cover to be adjusted': yes(history.coverRecorded(usd('2000.00'))),
  },
  'acknowledge-reduced-cover': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    'reserving cover': no('cover-not-settled', { cover: 'reserving' }),
    'cover granted': no('cover-not-reduced'),
    'cover reduced': yes(history.acknowledged()),
    'reduced cover acknowledged': same,
    'initial payment begun': no('cover-not-reduced'),
    'initial payment called back after dispatch': no('cover-not-reduced'),
    ...refusedIn('cover-already-settled', 'in-performance', 'awaiting-receipt', 'completed'),
    'amended, cover to be adjusted': no('cover-not-settled', { cover: 'reserving' }),
  },
  'record-declared-transfer': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within('confirmed'), yes(history.transferDeclared())),
    ...inAll(within('in-performance', 'awaiting-receipt'), same),
    ...completed,
  },
  'allocate-payment': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    'reserving cover': no('allocation-too-early', { cover: 'reserving' }),
    'cover granted': takes('1500.00', '100.00'),
    'cover reduced': no('cover-not-settled', { cover: 'reduced' }),
    'reduced cover acknowledged': takes('1500.00', '100.00'),
    'initial payment begun': takes('1000.00', '600.00'),
    'initial payment called back after dispatch': takes('1500.00', '100.00'),
    ...inAll(within('in-performance', 'awaiting-receipt'), paidInitially),
    ...completed,
  },
  'waive-shortfall': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within('confirmed'), no('nothing-has-arrived', { purpose: 'initial' })),
    'initial payment begun': yes(history.waived()),
    ...inAll(within('in-performance', 'awaiting-receipt'), paidInitially),
    ...completed,
  },
  'reverse-allocation': {
    ...noOrder,
    ...inAll(within('drafted', 'submitted', 'confirmed', 'cancelled', 'expired'), notAllocated),
    'initial payment begun': yes(history.reversed('confirmed', { amount: usd('500.00') })),
    ...inAll(within('in-performance', 'awaiting-receipt'), yes(history.reversed('confirmed'))),
    'initial payment called back after dispatch': same,
    'cancelled by both': yes(history.reversed('cancelled')),
    ...inAll(within('completed'), yes(history.reversed('completed'))),
    'closed by dispute': yes(history.reversed('closed-by-dispute')),
  },
  'record-returned': {
    ...noOrder,
    ...inAll(within('drafted', 'submitted', 'confirmed', 'cancelled', 'expired'), notAllocated),
    'initial payment begun': same,
    'initial payment called back after dispatch': same,
    ...inAll(within('in-performance', 'awaiting-receipt', 'completed', 'closed-by-dispute'), same),
    'cancelled by both': yes(history.returned()),
  },
} satisfies Partial<Matrix<OrderCommand['type'], Situation, OrderEvent>>;
