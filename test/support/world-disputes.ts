import { add, orderOfDispute, zero, type Money, type OrderId } from '#kernel';
import { netCovered, rulesFor } from '#rules';
import { coverOf, type Coverage, type CoverageCommand } from '#contexts/coverage';
import {
  dispute,
  hasEnded,
  lastClaimCloses,
  type ClaimedOrder,
  type Dispute,
  type DisputeCommand,
  type KeptDocument,
} from '#contexts/dispute';
import { disputableOrder, paymentToRefund, type Order } from '#contexts/ordering';
import { claimedOf, excessOf, recourse, type Recourse, type RecourseCommand } from '#contexts/recourse';
import { payOutOf, refund, type Refund, type RefundCommand } from '#contexts/refund';

export type ClaimCommand = DisputeCommand | RefundCommand | RecourseCommand;

/** What a world remembers, as the facts of disputes and refunds need it. */
export interface Memory {
  readonly order: (id: string) => Order;
  readonly coverage: (id: string) => Coverage;
  readonly dispute: (id: string) => Dispute;
  readonly refund: (id: string) => Refund;
  readonly recourse: (id: string) => Recourse;
  readonly documents: readonly KeptDocument[];
}

/** As the handlers read them from the leaders of the streams. */
export function claimFactsOf(command: ClaimCommand | CoverageCommand, memory: Memory): unknown {
  const { type } = command;
  if (type === 'open-dispute')
    return { ...moneyOf(command.orderId, memory), previous: earlierOf(command.orderId, command.number, memory) };
  if (type === 'make-offer' || type === 'respond-to-dispute' || type === 'determine-dispute')
    return moneyOf(orderOfDispute(command.disputeId), memory);
  if (type === 'submit-evidence' || type === 'appeal-determination') return { documents: memory.documents };
  if (type === 'authorise-refund') return { paymentId: paymentToRefund(memory.order(command.orderId)) };
  if (type === 'consume-cover') return { net: disputableOrder(memory.order(command.orderId))?.net ?? null };
  if (type === 'release-cover') return { claims: claimsOf(command.orderId, memory) };
  if (type === 'open-double-recovery-claim') return { order: refundedOf(command.orderId, memory) };
  return undefined;
}

const claimed = (id: OrderId, { order }: Memory): ClaimedOrder | null => {
  const known = disputableOrder(order(id));
  return known && { ...known, batches: known.batches.map((batch) => ({ ...batch, clearedAt: null })) };
};

function moneyOf(id: OrderId, memory: Memory) {
  const order = claimed(id, memory);
  return { order, cover: order && coverOf(memory.coverage(order.supplier), id) };
}

function earlierOf(id: OrderId, number: number, memory: Memory) {
  return Array.from({ length: number - 1 }, (_, n) => memory.dispute(`${id}-${n + 1}`)).flatMap((each) =>
    each.phase === 'none'
      ? []
      : [{ disputeId: each.id, phase: each.phase, respondBy: each.respondBy, claims: each.claims }],
  );
}

function claimsOf(id: OrderId, memory: Memory) {
  const order = claimed(id, memory);
  if (order === null) return null;
  let open = null;
  for (let number = 1; ; number++) {
    const each = memory.dispute(`${id}-${number}`);
    if (each.phase === 'none') break;
    if (!hasEnded(each)) open = each.id;
  }
  const { ruleSet } = order;
  return { ruleSet, lastCloses: lastClaimCloses(order, rulesFor(ruleSet).claimWindows), openDispute: open };
}

function refundedOf(id: OrderId, memory: Memory) {
  const order = claimed(id, memory);
  const cover = order && coverOf(memory.coverage(order.supplier), id);
  if (order === null || cover === null) return null;
  const { buyer, supplier, coverageType, net, currency } = order;
  const excesses = cover.refunds.map((each) => claimedOf(memory.recourse(excessOf(each))));
  const excess = excesses.reduce<Money>((all, each) => (each === null ? all : add(all, each)), zero(currency));
  const refunded = { refunded: cover.consumed, excess, openDispute: cover.heldBy };
  return { buyer, supplier, net: netCovered(coverageType, net), ...refunded };
}

/** What the provider says, attempt by attempt; after the last of them it pays. */
export type Says = 'pays' | 'is at it' | 'fails' | 'refuses' | 'is not there';

/** The provider as the effect handler asks it. @returns what is recorded of its answer; null where nobody could be asked. */
export function paidOut(state: Refund, says: Says): RefundCommand | null {
  const order = payOutOf(state);
  if (order === null || says === 'is not there') return null;
  const told = { refundId: order.key, transaction: `TX ${order.key}` };
  switch (says) {
    case 'pays':
      return { type: 'record-refund-succeeded', ...told };
    case 'is at it':
      return { type: 'record-refund-submitted', ...told };
    case 'fails':
      return { type: 'record-refund-failed', ...told, reason: 'bank-closed', retriable: true };
    case 'refuses':
      return { type: 'record-refund-failed', ...told, reason: 'account-closed', retriable: false };
  }
}

export const CLAIM_DECIDERS = {
  'open-dispute': dispute,
  'respond-to-dispute': dispute,
  'make-offer': dispute,
  'accept-offer': dispute,
  'reject-offer': dispute,
  'submit-evidence': dispute,
  'complete-evidence': dispute,
  'close-evidence': dispute,
  'open-escalation': dispute,
  'escalate-dispute': dispute,
  'apply-silence': dispute,
  'determine-dispute': dispute,
  'appeal-determination': dispute,
  'decide-appeal': dispute,
  'withdraw-dispute': dispute,
  'close-dispute': dispute,
  'authorise-refund': refund,
  'submit-refund': refund,
  'record-refund-submitted': refund,
  'record-refund-succeeded': refund,
  'record-refund-failed': refund,
  'retry-refund': refund,
  'send-refund-to-manual-review': refund,
  'claim-recourse': recourse,
  'open-double-recovery-claim': recourse,
  'record-recovery': recourse,
  'write-off-recourse': recourse,
} as const satisfies Readonly<Record<ClaimCommand['type'], unknown>>;
