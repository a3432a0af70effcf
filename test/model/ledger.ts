/**
 * A deliberately simple model of money and cover, by DOMAIN.md alone and with nothing of the software in it. What was accepted,
 * and when something happens by itself, it is told; every figure it works out itself. Amounts are cents.
 */
import { newClaim, type Claim } from './claims.js';

export type Purpose = 'initial' | 'balance';
export type CoverageType = 'pre-shipment' | 'post-delivery';

export interface Terms {
  readonly total: bigint;
  readonly initial: bigint;
  readonly cap: bigint | null;
}

export interface PaymentInLedger {
  readonly purpose: Purpose;
  readonly amount: bigint;
  /** Set against the order's debt, and still there. */
  allocated: bigint;
  awaitingReturn: bigint;
  returned: bigint;
  /** What of it the order could not take, and has to go back. */
  readonly tooMuch: bigint;
  /** The causes of the returns that have been made. */
  readonly returnsSeen: Set<string>;
  reversed: bigint;
}

export interface OrderInLedger {
  readonly id: string;
  readonly supplier: number;
  readonly type: CoverageType;
  terms: Terms;
  /** Other terms that one side wants. */
  proposed: Terms | null;
  readonly confirmed: { buyer: boolean; supplier: boolean };
  acknowledged: boolean;
  requested: bigint | null;
  /** When it was reserved or adjusted last. */
  granted: bigint | null;
  reserved: bigint;
  consumed: bigint;
  restored: bigint;
  /** What it had when its cover went back to the limit; null while it has not. */
  released: bigint | null;
  readonly waived: Record<Purpose, bigint>;
  readonly payments: Map<string, PaymentInLedger>;
  /** What goes back because both sides agreed to cancel; null while they have not. */
  givenUp: bigint | null;
  /** Of the newest dispute. */
  claim: Claim;
  readonly refunds: { readonly determined: bigint; readonly payable: bigint }[];
}

export interface Ledger {
  readonly limits: bigint[];
  readonly orders: OrderInLedger[];
  /** The provider has carried out at once whatever it was asked for, since the beginning. */
  alwaysPaid: boolean;
}

/** The figures do not agree with what the software says. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

export const newLedger = (): Ledger => ({ limits: [], orders: [], alwaysPaid: true });

export const newOrder = (id: string, supplier: number, type: CoverageType, terms: Terms): OrderInLedger => ({
  ...{ id, supplier, type, terms, proposed: null, confirmed: { buyer: false, supplier: false }, acknowledged: false },
  ...{ requested: null, granted: null, reserved: 0n, consumed: 0n, restored: 0n, released: null },
  ...{ waived: { initial: 0n, balance: 0n }, payments: new Map<string, PaymentInLedger>() },
  ...{ givenUp: null, claim: newClaim(), refunds: [] },
});

export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max0 = (a: bigint): bigint => (a > 0n ? a : 0n);

const ofSupplier = ({ orders }: Ledger, supplier: number): readonly OrderInLedger[] =>
  orders.filter((order) => order.supplier === supplier);
export const reservedOf = (ledger: Ledger, supplier: number): bigint =>
  ofSupplier(ledger, supplier).reduce((sum, { reserved }) => sum + reserved, 0n);

/** remaining = max(0, limit − Σ open reservations − Σ consumed + Σ restored) */
export function remainingOf(ledger: Ledger, supplier: number): bigint {
  const taken = ofSupplier(ledger, supplier).reduce((sum, { reserved, consumed, restored }) => {
    return sum + reserved + consumed - restored;
  }, 0n);
  return max0((ledger.limits[supplier] ?? 0n) - taken);
}

export const grantedOf = ({ reserved, consumed }: OrderInLedger): bigint => reserved + consumed;

/** The base, or the agreed cap if that is less. */
function requestedUnder(type: CoverageType, { total, initial, cap }: Terms): bigint {
  const base = type === 'pre-shipment' ? initial : total;
  return cap === null ? base : min(base, cap);
}

/** The second confirmation reserves cover. */
export function confirm(ledger: Ledger, order: OrderInLedger, side: 'buyer' | 'supplier'): void {
  order.confirmed[side] = true;
  if (order.requested !== null || !order.confirmed.buyer || !order.confirmed.supplier) return;
  order.requested = requestedUnder(order.type, order.terms);
  order.reserved = min(order.requested, remainingOf(ledger, order.supplier));
  order.granted = order.reserved;
}

/** Cover grows by what more is wanted, as far as the limit has it; what refunds have taken stays taken. */
export function amend(ledger: Ledger, order: OrderInLedger, terms: Terms): void {
  order.terms = terms;
  if (order.requested === null) return;
  const wanted = requestedUnder(order.type, terms);
  const more = min(max0(wanted - order.requested), remainingOf(ledger, order.supplier));
  if (wanted > order.requested) order.acknowledged = false;
  order.reserved = min(order.reserved + more, max0(wanted - order.consumed));
  order.requested = wanted;
  order.granted = grantedOf(order);
}

export const isReduced = (order: OrderInLedger): boolean => (order.granted ?? 0n) < (order.requested ?? 0n);

const dueFor = ({ terms }: OrderInLedger, purpose: Purpose): bigint =>
  purpose === 'initial' ? terms.initial : terms.total - terms.initial;

/** Arrived − returned − reversed, of what was set against one debt or both. */
export const netOf = (order: OrderInLedger, purpose?: Purpose): bigint =>
  [...order.payments.values()]
    .filter((payment) => purpose === undefined || payment.purpose === purpose)
    .reduce((sum, { allocated }) => sum + allocated, 0n);

export const shortfallOf = (order: OrderInLedger, purpose: Purpose): bigint =>
  max0(dueFor(order, purpose) - netOf(order, purpose) - order.waived[purpose]);

/** Money has arrived: the debt takes what it is owed, the rest waits to go back. @param open the order takes money */
export function arrive(order: OrderInLedger, id: string, purpose: Purpose, amount: bigint, open: boolean): bigint {
  const covered = order.requested !== null && (!isReduced(order) || order.acknowledged);
  const inTurn = purpose === 'initial' || shortfallOf(order, 'initial') === 0n;
  const allocated = open && covered && inTurn ? min(amount, shortfallOf(order, purpose)) : 0n;
  const tooMuch = amount - allocated;
  const places = { allocated, awaitingReturn: tooMuch, returned: 0n, reversed: 0n };
  order.payments.set(id, { purpose, amount, ...places, tooMuch, returnsSeen: new Set<string>() });
  return allocated;
}

/** The bank has taken all of it back, from wherever it was. */
export function reverse(payment: PaymentInLedger): void {
  payment.reversed += payment.allocated + payment.awaitingReturn;
  payment.allocated = 0n;
  payment.awaitingReturn = 0n;
}

export function giveBack(payment: PaymentInLedger, from: 'allocated' | 'awaitingReturn', amount: bigint): void {
  payment[from] -= amount;
  payment.returned += amount;
}

/** payable = max(0, min(granted − consumed, net − consumed, determined)) */
export function refund(order: OrderInLedger, determined: bigint): bigint {
  const net = order.type === 'pre-shipment' ? netOf(order, 'initial') : netOf(order);
  const payable = max0(min(min(grantedOf(order) - order.consumed, net - order.consumed), determined));
  order.consumed += payable;
  order.reserved -= payable;
  return payable;
}

export function release(order: OrderInLedger): void {
  order.released = grantedOf(order);
  order.reserved = 0n;
}

/** A dispute is open. One that comes after the release gets again what the limit still has. */
export function hold(ledger: Ledger, order: OrderInLedger): void {
  order.claim = newClaim();
  if (order.released === null || order.reserved > 0n) return;
  order.reserved = min(max0(order.released - order.consumed), remainingOf(ledger, order.supplier));
  order.released = null;
}
