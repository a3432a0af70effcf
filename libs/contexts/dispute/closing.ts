import { laterOf, type Instant } from '#kernel';
import type { RuleSet } from '#rules';
import type { ClaimedOrder } from './state.js';
import { claimWindow, type ClaimWindow } from './windows.js';
import type { ClaimReason } from './words.js';

const ABOUT_BATCHES: readonly ClaimReason[] = ['late-shipment', 'quality', 'quantity', 'not-as-described'];

/** When the last window of an order's claims closes; null while one has no end, or goods that have not left will open others. */
export function lastClaimCloses(order: ClaimedOrder, rules: RuleSet['claimWindows']): Instant | null {
  if (order.allDispatchedAt === null) return null;
  const facts = { ...order, initialPaymentCompletedAt: order.initialPayment.completedAt };
  const windows: readonly (ClaimWindow | null)[] = [
    claimWindow('not-shipped', { ...facts, batch: null }, rules),
    ...order.batches.flatMap((batch) => ABOUT_BATCHES.map((reason) => claimWindow(reason, { ...facts, batch }, rules))),
  ];
  let last: Instant = order.allDispatchedAt;
  for (const window of windows) {
    if (window?.closesAt === null) return null;
    if (window !== null) last = laterOf(last, window.closesAt);
  }
  return last;
}
