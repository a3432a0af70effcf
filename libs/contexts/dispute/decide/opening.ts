import {
  actsAs,
  addDays,
  happened,
  isThirdParty,
  nothing,
  refuse,
  type Instant,
  type Refusal,
  type ShipmentId,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { OpenDispute } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import { hasEnded, type ClaimedOrder, type EarlierDispute } from '../state.js';
import { claimWindow, isOpenAt, type ClaimWindow } from '../windows.js';
import type { Claim, ClaimReason } from '../words.js';
import { isHiddenFrom, unknownDispute, type Decide } from './common.js';
import { termsRefused } from './offers.js';

type Windowed = Claim & ClaimWindow;

/** "You can access the dispute function once your initial payment is complete" [seed]. */
export const openDispute: Decide<OpenDispute> = (dispute, command, { actor, facts, now, rules }) => {
  const { disputeId, orderId, number, requestId, reasons, batches, statement, demand } = command;
  if (dispute.phase !== 'none') {
    if (isHiddenFrom(dispute, actor)) return unknownDispute(command);
    if (dispute.requestId === requestId) return nothing();
    return refuse(hasEnded(dispute) ? 'dispute-number-taken' : 'dispute-already-open', { disputeId });
  }
  const order = facts?.order ?? null;
  if (order === null || isThirdParty(actor, order)) return refuse('unknown-order', { orderId });
  if (!actsAs(actor, 'buyer', order.buyer)) return refuse('only-the-buyer-opens-a-dispute');
  const refusal = notDisputable(order) ?? notNext(command, facts?.previous ?? []);
  if (refusal !== undefined) return refusal;
  const windows = windowsOf(reasons, batches, order, rules, now);
  if ('kind' in windows) return windows;
  const decided = decidedBefore(windows, facts?.previous ?? [], order, rules);
  if (decided !== undefined) return decided;
  const subject = { disputeId, orderId, buyer: order.buyer, supplier: order.supplier };
  const authored = { ...subject, side: 'buyer', author: order.buyer } as const;
  const { coverageType, currency, ruleSet } = order;
  const opened = {
    type: 'dispute.opened.v1',
    data: {
      ...authored,
      ...{ number, requestId, reasons, batches, windows, statement, coverageType, currency, ruleSet },
      ...timesOf(rules, now),
    },
  } as const;
  if (demand === null) return happened(opened);
  const measured = termsRefused(demand, { coverageType, currency }, facts);
  if (measured.refusal !== null) return measured.refusal;
  const phase = 'awaiting-supplier';
  const offer = {
    ...authored,
    offer: 1,
    terms: demand,
    payable: measured.payable,
    note: null,
    at: now,
    phase,
  } as const;
  return happened<DisputeEvent>(opened, { type: 'dispute.offer-made.v1', data: offer });
};

function notDisputable({ phase, initialPayment }: ClaimedOrder): Refusal | undefined {
  if (phase === 'cancelled' || phase === 'expired' || phase === 'closed-by-dispute') return refuse(`order-${phase}`);
  return initialPayment.complete ? undefined : refuse('initial-payment-incomplete', { phase });
}

/** One at a time: the next number is free once the one before has ended. */
function notNext({ disputeId, number }: OpenDispute, previous: readonly EarlierDispute[]): Refusal | undefined {
  const open = previous.find((each) => !hasEnded(each));
  if (open !== undefined) return refuse('dispute-already-open', { disputeId: open.disputeId });
  return number === previous.length + 1 ? undefined : refuse('dispute-number-taken', { disputeId });
}

/** Each reason with each batch that it is about, all of them in their windows. */
function windowsOf(
  reasons: readonly ClaimReason[],
  batches: readonly ShipmentId[],
  order: ClaimedOrder,
  rules: RuleSet,
  now: Instant,
): readonly Windowed[] | Refusal {
  const windows: Windowed[] = [];
  if (reasons.length === 0) return refuse('no-reasons');
  const foreign = batches.find((named) => order.batches.every(({ shipmentId }) => shipmentId !== named));
  if (foreign !== undefined) return refuse('unknown-shipment', { shipmentId: foreign });
  for (const reason of new Set(reasons)) {
    const about = batchesOf(reason, batches, order);
    if (about.length === 0) return refuse('no-batches', { reason });
    for (const shipmentId of about) {
      const batch = order.batches.find((each) => each.shipmentId === shipmentId) ?? null;
      const completedAt = order.initialPayment.completedAt;
      const measures = { ...order, batch, initialPaymentCompletedAt: completedAt };
      const window = claimWindow(reason, measures, rules.claimWindows);
      if (window === null) return refuse('no-claim-window', { reason, shipmentId });
      const { opensAt, closesAt } = window;
      if (now < opensAt) return refuse('claim-too-early', { reason, shipmentId, opensAt });
      if (!isOpenAt(window, now)) return refuse('claim-window-closed', { reason, shipmentId, closesAt });
      windows.push({ reason, shipmentId, ...window });
    }
  }
  return windows;
}

/** What has not left is claimed without a batch: that it has not, and before shipment what is wrong with it. */
function batchesOf(
  reason: ClaimReason,
  batches: readonly ShipmentId[],
  { coverageType }: ClaimedOrder,
): readonly (ShipmentId | null)[] {
  if (reason === 'not-shipped') return [null];
  const ofAll = reason !== 'late-shipment' && coverageType === 'pre-shipment' && batches.length === 0;
  return ofAll ? [null] : [...new Set(batches)];
}

/** What was determined, or settled, is not disputed again; what lapsed or was withdrawn may be. */
function decidedBefore(
  claims: readonly Claim[],
  previous: readonly EarlierDispute[],
  order: ClaimedOrder,
  rules: RuleSet,
): Refusal | undefined {
  for (const before of previous) {
    const { disputeId, phase, claims: earlier } = before;
    if (phase !== 'final' && phase !== 'settled') continue;
    const again = claims.find((claim) => earlier.some((each) => isSame(claim, each, before, order, rules)));
    if (again !== undefined)
      return refuse('claim-already-decided', { disputeId, reason: again.reason, shipmentId: again.shipmentId });
  }
  return undefined;
}

/**
 * A claim without a batch is about all goods: it covered each batch that had left when it was opened, and covers each that was decided
 * on once all have left. While goods have not left it is about these.
 */
function isSame(
  now: Claim,
  earlier: Claim,
  { respondBy }: EarlierDispute,
  { batches, allDispatchedAt }: ClaimedOrder,
  { dispute: { responseDays } }: RuleSet,
): boolean {
  if (now.reason !== earlier.reason) return false;
  if (now.shipmentId === earlier.shipmentId) return true;
  if (now.shipmentId === null) return allDispatchedAt !== null;
  const left = batches.find(({ shipmentId }) => shipmentId === now.shipmentId)?.dispatchedAt;
  return earlier.shipmentId === null && left !== undefined && addDays(left, responseDays) <= respondBy;
}

/** Days are 24 hours and count from the opening [seed]. */
function timesOf({ dispute: { responseDays, solutionDays, silence } }: RuleSet, now: Instant) {
  const solveBy = addDays(now, solutionDays);
  const at = silence.policy === 'lapse' ? addDays(solveBy, silence.escalableDays) : solveBy;
  return { respondBy: addDays(now, responseDays), solveBy, silence: { policy: silence.policy, at } };
}
