import type { Actor } from '#kernel';
import type { OrderCommand } from '#contexts/ordering';
import {
  ALL,
  CHECK,
  DISPUTE,
  EARLIER_PAYMENT,
  ORDER,
  PAYMENT,
  SHIPMENT,
  amendmentHash,
  contract,
  contractHash,
  contractFacts,
} from './order-history.js';
import { buyer, platform, supplier } from './people.js';
import { day, usd } from './values.js';

/** Another contract than the one of the histories. */
export const other = { ...contract, qualityTerms: 'ISO 4210' };
export const facts = contractFacts;

const check = { orderId: ORDER, checkId: CHECK, kind: 'inspection' } as const;
const dispute = { orderId: ORDER, disputeId: DISPUTE } as const;

/** One command of each type, and who sends it. */
export const orderCommands = {
  'draft-order': { command: { type: 'draft-order', orderId: ORDER, contract: other }, by: buyer },
  'revise-order': { command: { type: 'revise-order', orderId: ORDER, contract: other }, by: buyer },
  'submit-order': { command: { type: 'submit-order', orderId: ORDER }, by: buyer },
  'confirm-order': { command: { type: 'confirm-order', orderId: ORDER, contractHash }, by: supplier },
  'cancel-order': { command: { type: 'cancel-order', orderId: ORDER, reason: 'changed plans' }, by: buyer },
  'record-cover': {
    command: {
      type: 'record-cover',
      orderId: ORDER,
      coverageType: 'post-delivery',
      base: usd('3000.00'),
      requested: usd('3000.00'),
      granted: usd('2000.00'),
    },
    by: platform,
  },
  'acknowledge-reduced-cover': { command: { type: 'acknowledge-reduced-cover', orderId: ORDER }, by: buyer },
  'record-declared-transfer': {
    command: { type: 'record-declared-transfer', orderId: ORDER, paymentId: PAYMENT, declaredAt: day(5) },
    by: platform,
  },
  'allocate-payment': {
    command: {
      type: 'allocate-payment',
      orderId: ORDER,
      paymentId: PAYMENT,
      purpose: 'initial',
      amount: usd('1600.00'),
    },
    by: platform,
  },
  'reverse-allocation': {
    command: {
      type: 'reverse-allocation',
      orderId: ORDER,
      paymentId: EARLIER_PAYMENT,
      purpose: 'initial',
      amount: usd('1500.00'),
    },
    by: platform,
  },
  'record-returned': {
    command: { type: 'record-returned', orderId: ORDER, paymentId: EARLIER_PAYMENT, amount: usd('1500.00') },
    by: platform,
  },
  'propose-amendment': { command: { type: 'propose-amendment', orderId: ORDER, contract: other }, by: buyer },
  'accept-amendment': {
    command: { type: 'accept-amendment', orderId: ORDER, contractHash: amendmentHash },
    by: buyer,
  },
  'reject-amendment': {
    command: { type: 'reject-amendment', orderId: ORDER, contractHash: amendmentHash },
    by: buyer,
  },
  'lapse-amendment': {
    command: { type: 'lapse-amendment', orderId: ORDER, contractHash: amendmentHash },
    by: platform,
  },
  'propose-cancellation': {
    command: { type: 'propose-cancellation', orderId: ORDER, amountToReturn: usd('500.00'), reason: 'no cotton' },
    by: supplier,
  },
  'accept-cancellation': {
    command: { type: 'accept-cancellation', orderId: ORDER, amountToReturn: usd('500.00') },
    by: buyer,
  },
  'reject-cancellation': { command: { type: 'reject-cancellation', orderId: ORDER }, by: buyer },
  'waive-shortfall': {
    command: { type: 'waive-shortfall', orderId: ORDER, purpose: 'initial', amount: usd('1000.00') },
    by: supplier,
  },
  'remind-supplier': { command: { type: 'remind-supplier', orderId: ORDER }, by: buyer },
  'give-ready-notice': { command: { type: 'give-ready-notice', orderId: ORDER }, by: supplier },
  'give-feedback': { command: { type: 'give-feedback', orderId: ORDER, rating: 4, text: 'Well made.' }, by: buyer },
  'revise-feedback': { command: { type: 'revise-feedback', orderId: ORDER, rating: 1, text: 'It broke.' }, by: buyer },
  'record-check-requested': { command: { type: 'record-check-requested', ...check }, by: platform },
  'record-check-answered': { command: { type: 'record-check-answered', ...check }, by: platform },
  'record-dispatch': {
    command: { type: 'record-dispatch', orderId: ORDER, shipmentId: SHIPMENT, lines: ALL, dispatchedAt: day(3) },
    by: platform,
  },
  'record-delivery': {
    command: { type: 'record-delivery', orderId: ORDER, shipmentId: SHIPMENT, deliveredAt: day(9) },
    by: platform,
  },
  'confirm-receipt': { command: { type: 'confirm-receipt', orderId: ORDER }, by: buyer },
  'remind-of-receipt': { command: { type: 'remind-of-receipt', orderId: ORDER }, by: platform },
  'complete-receipt': { command: { type: 'complete-receipt', orderId: ORDER }, by: platform },
  'expire-order': { command: { type: 'expire-order', orderId: ORDER, reason: 'unpaid' }, by: platform },
  'record-dispute-opened': { command: { type: 'record-dispute-opened', ...dispute }, by: platform },
  'record-dispute-escalated': { command: { type: 'record-dispute-escalated', ...dispute }, by: platform },
  'record-dispute-ended': {
    command: {
      type: 'record-dispute-ended',
      ...dispute,
      outcome: 'settled',
      refunded: usd('400.00'),
    },
    by: platform,
  },
  'close-by-dispute': { command: { type: 'close-by-dispute', ...dispute }, by: platform },
} as const satisfies {
  readonly [T in OrderCommand['type']]: { command: OrderCommand & { type: T }; by: Actor };
};
