import {
  add,
  isPositive,
  minOf,
  remainderOf,
  subtract,
  zero,
  type Instant,
  type Money,
  type PaymentId,
  type Purpose,
} from '#kernel';
import { isSettled } from './debt.js';
import type { Bound, KnownDispute, OpenPhase, TakenPayment } from './state.js';

/** Where an order that is being performed stands follows from its debts and its goods alone, so it moves back as it moved on. */
export function phaseOf({ debts, undispatched }: Pick<Bound, 'debts' | 'undispatched'>): OpenPhase {
  if (!isSettled(debts.initial)) return 'confirmed';
  return undispatched.length === 0 && isSettled(debts.balance) ? 'awaiting-receipt' : 'in-performance';
}

/** What of a payment's allocation is still there. */
export const keptOf = ({ allocated, reversed, returned }: TakenPayment): Money =>
  subtract(subtract(allocated, reversed), returned);

/** Arrived − returned − reversed, of one purpose or of all: what a refund may be taken from. */
export const netOf = ({ payments, terms }: Bound, purpose?: Purpose): Money =>
  payments
    .filter((payment) => purpose === undefined || payment.purpose === purpose)
    .map(keptOf)
    .reduce(add, zero(terms.balance.currency));

/** What both sides may agree to send back: what is there, without what refunds have given the buyer already. */
export const returnableOf = (order: Bound): Money =>
  order.disputes.reduce((left, { refunded }) => (refunded === null ? left : remainderOf(left, refunded)), netOf(order));

export interface PlannedReturn {
  readonly paymentId: PaymentId;
  readonly purpose: Purpose;
  readonly amount: Money;
}

/** Taken from the last payments first, of each no more than is there. */
export function returnsOf({ payments }: Bound, amount: Money): readonly PlannedReturn[] {
  let left = amount;
  return payments.toReversed().flatMap((payment): readonly PlannedReturn[] => {
    const taken = minOf(left, keptOf(payment));
    left = subtract(left, taken);
    const { paymentId, purpose } = payment;
    return isPositive(taken) ? [{ paymentId, purpose, amount: taken }] : [];
  });
}

/** When the last batch left; null while anything is still to leave. */
export const allDispatchedAt = ({ undispatched, batches }: Bound): Instant | null =>
  undispatched.length > 0 ? null : latestOf(batches.map(({ dispatchedAt }) => dispatchedAt));

/** When the last batch reached the buyer; null while one is under way, or is still to leave. */
export function allDeliveredAt({ undispatched, batches }: Bound): Instant | null {
  const delivered = batches.flatMap(({ deliveredAt }) => (deliveredAt === null ? [] : [deliveredAt]));
  return undispatched.length > 0 || delivered.length < batches.length ? null : latestOf(delivered);
}

export const openDispute = ({ disputes }: Bound): KnownDispute | undefined =>
  disputes.find(({ status }) => status !== 'ended');

const latestOf = (instants: readonly Instant[]): Instant | null =>
  instants.reduce<Instant | null>((latest, each) => (latest === null || latest < each ? each : latest), null);
