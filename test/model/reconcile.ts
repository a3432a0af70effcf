import { payOut } from './claims.js';
import {
  arrive,
  giveBack,
  Mismatch,
  netOf,
  release,
  remainingOf,
  reservedOf,
  reverse,
  type Ledger,
  type OrderInLedger,
} from './ledger.js';
import { centsOf, totalOf, type OrderPages, type PaymentPage, type SupplierPage } from './pages.js';

const OPEN = new Set(['confirmed', 'in-performance', 'awaiting-receipt']);
/** A refund that is over. */
const PAID = new Set(['succeeded', 'not-due']);
const ENDED = new Set(['cancelled', 'expired', 'closed-by-dispute']);

const same = (what: string, said: bigint | null, expected: bigint | null): void => {
  if (said !== expected)
    throw new Mismatch(`${what}: ${String(said)} is said, and by the model it is ${String(expected)}`);
};

/** Of what happened in one step: whether money moved before a refund was worked out, or after it. */
export type Turn = 'money-first' | 'refunds-first';

export interface Step {
  /** The order's phase when the step began. */
  readonly before: string;
  readonly turn: Turn;
  readonly alwaysPaid: boolean;
}

/**
 * Takes from an order's pages what has happened of itself (money arrived, went back or was taken back; a refund has ended; the
 * order has), works out each amount, and compares.
 */
export function reconcileOrder(name: string, order: OrderInLedger, pages: OrderPages, step: Step): void {
  const money = (): void => {
    takeArrivals(name, order, pages, step.before);
    for (const page of pages.payments) reconcilePayment(name, order, page, step.alwaysPaid);
    compareGivenUp(name, order, pages.payments);
  };
  const refunds = (): void => reconcileRefunds(name, order, pages, step.alwaysPaid);
  for (const part of step.turn === 'money-first' ? [money, refunds] : [refunds, money]) part();
  const { phase } = pages.order;
  if ((phase === 'cancelled' || phase === 'expired') && !isDisputed(pages) && order.released === null) release(order);
  compareOrder(name, order, pages);
}

function takeArrivals(name: string, order: OrderInLedger, { order: page }: OrderPages, before: string): void {
  for (const { paymentId, purpose, amount, outcome } of page.arrivals) {
    if (order.payments.has(paymentId)) continue;
    const allocated = arrive(order, paymentId, purpose, centsOf(amount), OPEN.has(before) || OPEN.has(page.phase));
    if (outcome === null) throw new Mismatch(`${name}: nothing has become of payment ${paymentId}`);
    same(`${name}: allocated of payment ${paymentId}`, centsOf(outcome.allocated ?? { amount: '0.00' }), allocated);
  }
}

/** What an order could not take goes back, all of it and at once if the provider does what it is asked for. */
function reconcilePayment(
  name: string,
  order: OrderInLedger,
  { paymentId, phase, returns }: PaymentPage,
  alwaysPaid: boolean,
): void {
  const payment = order.payments.get(paymentId);
  if (payment === undefined) return; // it has not arrived
  const ofPayment = `${name}: of payment ${paymentId}`;
  const isReversed = phase === 'reversed';
  const tooMuch = returns.filter(({ cause }) => cause !== 'cancellation');
  if (!isReversed || tooMuch.length > 0) same(`${ofPayment} to be returned`, totalOf(tooMuch), payment.tooMuch);
  const late = returns.find(({ status }) => status !== 'returned');
  if (alwaysPaid && !isReversed && late !== undefined)
    throw new Mismatch(`${ofPayment} a return is ${late.status}, and the provider has always paid`);
  for (const { cause, amount, status } of returns) {
    if (status !== 'returned' || payment.returnsSeen.has(cause)) continue;
    payment.returnsSeen.add(cause);
    if (cause === 'cancellation') giveBack(payment, 'allocated', centsOf(amount));
    else giveBack(payment, 'awaitingReturn', payment.tooMuch);
  }
  if (isReversed && payment.reversed === 0n) reverse(payment);
  const places = [payment.allocated, payment.awaitingReturn, payment.returned, payment.reversed];
  if (places.some((place) => place < 0n)) throw new Mismatch(`${ofPayment} more has left than there was`);
}

/** However it is spread over the payments: what both sides agreed on goes back when they cancel. */
function compareGivenUp(name: string, { givenUp }: OrderInLedger, payments: readonly PaymentPage[]): void {
  if (payments.some(({ phase }) => phase === 'reversed')) return; // the bank may have been faster
  const back = payments.flatMap(({ returns }) => returns.filter(({ cause }) => cause === 'cancellation'));
  same(`${name}: to be returned by agreement`, totalOf(back), givenUp ?? 0n);
}

/** A second refund waits for the end of the first. */
function reconcileRefunds(name: string, order: OrderInLedger, { refunds }: OrderPages, alwaysPaid: boolean): void {
  const before = refunds[order.refunds.length - 1];
  if (order.claim.owed?.kind === 'award' || before === undefined || PAID.has(before.status)) payOut(order);
  if (refunds.length !== order.refunds.length)
    throw new Mismatch(`${name}: there are ${refunds.length} refunds, and by the model ${order.refunds.length}`);
  order.refunds.forEach(({ determined, payable }, index) => {
    const page = refunds[index];
    if (page === undefined) return;
    const ofRefund = `${name}: of refund ${page.refundId}`;
    same(`${ofRefund} determined`, centsOf(page.determined), determined);
    same(`${ofRefund} payable`, centsOf(page.amount), payable);
    if (alwaysPaid && page.status !== (payable === 0n ? 'not-due' : 'succeeded'))
      throw new Mismatch(`${ofRefund} it is ${page.status}, and the provider has always paid`);
  });
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
