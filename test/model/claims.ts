import { min, refund, type OrderInLedger } from './ledger.js';

/** What a dispute about an order has come to, by DOMAIN.md alone. */
export interface Claim {
  /** What each offer of money was about, the first one first. */
  readonly offers: bigint[];
  /** What the cover still had when the arbiter determined: what a verdict gives that names no amount. */
  full: bigint;
  /** What the refunds of this dispute have taken. */
  refunded: bigint;
  /** Decided on, and to be refunded once the refund before it has ended. */
  owed: { kind: 'award'; amount: bigint } | { kind: 'appeal'; upTo: bigint } | null;
}

export interface Verdict {
  readonly fault: 'supplier' | 'buyer' | 'none';
  /** Null when the verdict names no amount. */
  readonly amount: bigint | null;
}

export const newClaim = (): Claim => ({ offers: [], full: 0n, refunded: 0n, owed: null });

/** "Default the full cover"; whoever is not at fault owes nothing. */
const awardOf = ({ full }: Claim, { fault, amount }: Verdict): bigint => amount ?? (fault === 'supplier' ? full : 0n);

export function determine({ claim, reserved }: OrderInLedger, verdict: Verdict): void {
  claim.full = reserved;
  claim.owed = { kind: 'award', amount: awardOf(claim, verdict) };
}

export function settle({ claim }: OrderInLedger, offer: number): void {
  claim.owed = { kind: 'award', amount: claim.offers[offer - 1] ?? 0n };
}

export function decideAppeal({ claim }: OrderInLedger, verdict: Verdict): void {
  claim.owed = { kind: 'appeal', upTo: awardOf(claim, verdict) };
}

/** Refunds what is owed, through what is payable: a supplementary one is for the difference, and a lowered verdict undoes nothing. */
export function payOut(order: OrderInLedger): void {
  const { claim } = order;
  const { owed } = claim;
  if (owed === null) return;
  claim.owed = null;
  if (owed.kind === 'appeal' && owed.upTo <= claim.refunded) return;
  const determined = owed.kind === 'award' ? owed.amount : owed.upTo - claim.refunded;
  const payable = refund(order, determined);
  claim.refunded += payable;
  order.refunds.push({ determined, payable });
}

/** Recourse brings back no more than what refunds have taken. */
export function recover(order: OrderInLedger, amount: bigint): void {
  order.restored += min(amount, order.consumed - order.restored);
}
