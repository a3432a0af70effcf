import {
  arrive,
  giveBack,
  Mismatch,
  netOf,
  refund,
  release,
  remainingOf,
  reservedOf,
  reverse,
  type Ledger,
  type OrderInLedger,
} from './ledger.js';
import { centsOf, type OrderPages, type SupplierPage } from './pages.js';

const OPEN = new Set(['confirmed', 'in-performance', 'awaiting-receipt']);
const ENDED = new Set(['cancelled', 'expired', 'closed-by-dispute']);

const same = (what: string, said: bigint | null, expected: bigint | null): void => {
  if (said !== expected)
    throw new Mismatch(`${what}: ${String(said)} is said, and by the model it is ${String(expected)}`);
};

/**
 * Takes from an order's pages what has happened of itself (money arrived, went back or was taken back; a refund was decided
 * on; the order has ended), works out each amount, and compares. @param before the order's phase when the step began
 */
export function reconcileOrder(name: string, order: OrderInLedger, pages: OrderPages, before: string): void {
  const { order: page, payments, refunds } = pages;
  for (const { paymentId, purpose, amount, outcome } of page.arrivals) {
    if (order.payments.has(paymentId)) continue;
    const allocated = arrive(order, paymentId, purpose, centsOf(amount), OPEN.has(before) || OPEN.has(page.phase));
    if (outcome === null) throw new Mismatch(`${name}: nothing has become of payment ${paymentId}`);
    same(`${name}: allocated of payment ${paymentId}`, centsOf(outcome.allocated ?? { amount: '0.00' }), allocated);
  }
  for (const { paymentId, phase, returns } of payments) {
    const payment = order.payments.get(paymentId);
    if (payment === undefined) continue; // it has not arrived
    const back = returns.filter(({ status }) => status === 'returned');
    const returned = back.reduce((sum, { amount }) => sum + centsOf(amount), 0n);
    for (const { cause, amount } of back.slice(payment.returnsSeen)) {
      giveBack(payment, cause === 'cancellation' ? 'allocated' : 'awaitingReturn', centsOf(amount));
      payment.returnsSeen += 1;
    }
    same(`${name}: returned of payment ${paymentId}`, returned, payment.returned);
    if (phase === 'reversed' && payment.reversed === 0n) reverse(payment);
    const places = [payment.allocated, payment.awaitingReturn, payment.returned, payment.reversed];
    if (places.some((place) => place < 0n))
      throw new Mismatch(`${name}: more left payment ${paymentId} than there was`);
  }
  for (const { refundId, determined, amount } of refunds) {
    if (order.refunds.has(refundId)) continue;
    order.refunds.add(refundId);
    same(`${name}: payable for refund ${refundId}`, centsOf(amount), refund(order, centsOf(determined)));
  }
  if ((page.phase === 'cancelled' || page.phase === 'expired') && !isDisputed(pages) && order.released === null)
    release(order);
  compareOrder(name, order, pages);
}

function compareOrder(name: string, order: OrderInLedger, { order: page }: OrderPages): void {
  const { requested, granted } = page.cover;
  same(`${name}: cover requested`, requested && centsOf(requested), order.requested);
  same(`${name}: cover granted`, granted && centsOf(granted), order.granted);
  for (const purpose of ['initial', 'balance'] as const) {
    same(`${name}: ${purpose} arrived`, centsOf(page.payments[purpose].arrived), netOf(order, purpose));
    same(`${name}: ${purpose} waived`, centsOf(page.payments[purpose].waived), order.waived[purpose]);
  }
}

const isDisputed = ({ order: { disputes } }: OrderPages): boolean => disputes.some(({ status }) => status !== 'ended');

/** Goods have left or the order has ended, and no dispute is open: its cover may go back to the limit when its time is over. */
export const isReleasable = (pages: OrderPages): boolean =>
  !isDisputed(pages) && (ENDED.has(pages.order.phase) || pages.order.shipments.length > 0);

/** @param releasable the orders of the supplier whose time may be over: which of them were released shows in the sum */
export function reconcileSupplier(
  supplier: number,
  ledger: Ledger,
  page: SupplierPage,
  releasable: readonly OrderInLedger[],
): void {
  const freed = reservedOf(ledger, supplier) - centsOf(page.reserved);
  const held = releasable.filter(({ reserved }) => reserved > 0n);
  if (freed !== 0n) for (const order of subsetsOf(held).find((some) => sumOf(some) === freed) ?? []) release(order);
  same(`supplier ${supplier}: limit`, centsOf(page.limit), ledger.limits[supplier] ?? null);
  same(`supplier ${supplier}: reserved`, centsOf(page.reserved), reservedOf(ledger, supplier));
  same(`supplier ${supplier}: remaining`, centsOf(page.remaining), remainingOf(ledger, supplier));
}

const sumOf = (orders: readonly OrderInLedger[]): bigint => orders.reduce((sum, { reserved }) => sum + reserved, 0n);
const subsetsOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.reduce<readonly (readonly T[])[]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
