import { addMillis, fromData, isPositive, type RecordedEvent } from '#kernel';
import type { DisputeEvent } from '#contexts/dispute';
import type { RefundEvent } from '#contexts/refund';
import { isOf, type Check } from './invariant.js';

type Heard = DisputeEvent | RefundEvent;
type Origin = Extract<RefundEvent, { type: 'refund.authorised.v1' }>['data']['origin'];

/** How long the platform may take before something is missing. */
const PATIENCE_MS = 60 * 60 * 1_000;

/** 3. What a determination, an appeal or a settlement decides leads to one refund, or to the record that none is due. */
export function oneRefundPerDecision(): Check {
  /** Decisions that nothing has followed from yet, by dispute and origin. */
  const open = new Map<string, RecordedEvent>();
  const answered = new Set<string>();
  const decided = (event: RecordedEvent, disputeId: string, origin: Origin): string | undefined => {
    const key = `${disputeId} ${origin}`;
    if (!answered.has(key)) open.set(key, event);
    return undefined;
  };
  const follows = (disputeId: string, origin: Origin): string | undefined => {
    const key = `${disputeId} ${origin}`;
    if (answered.has(key)) return `the ${origin} of dispute ${disputeId} has led to a refund before`;
    answered.add(key);
    return open.delete(key) ? undefined : `no ${origin} of dispute ${disputeId} asks for it`;
  };
  return {
    invariant: 3,
    rule: 'Each determination or settlement with payable > 0 leads to exactly one refund, or manual review; with 0 to not-due.',
    take: (event) => {
      if (isOf<Heard, 'dispute.determined.v1'>(event, 'dispute.determined.v1'))
        return decided(event, event.data.disputeId, 'determination');
      if (isOf<Heard, 'dispute.settled.v1'>(event, 'dispute.settled.v1'))
        return event.data.refund === null ? undefined : decided(event, event.data.disputeId, 'settlement');
      if (isOf<Heard, 'dispute.appeal-decided.v1'>(event, 'dispute.appeal-decided.v1')) {
        const { disputeId, amount, previousAmount } = event.data;
        const raised = BigInt(amount.minor) > BigInt(previousAmount.minor);
        return raised ? decided(event, disputeId, 'appeal') : undefined;
      }
      if (isOf<Heard, 'refund.authorised.v1'>(event, 'refund.authorised.v1')) {
        const { disputeId, origin, amount } = event.data;
        return isPositive(fromData(amount)) ? follows(disputeId, origin) : 'a refund of nothing was authorised';
      }
      if (isOf<Heard, 'refund.not-due.v1'>(event, 'refund.not-due.v1'))
        return follows(event.data.disputeId, event.data.origin);
      return undefined;
    },
    missing: ({ metadata: { recordedAt } }) =>
      [...open.values()]
        .filter((event) => addMillis(event.metadata.recordedAt, PATIENCE_MS) < recordedAt)
        .map((event) => ({ event, problem: 'nothing has followed from it for more than an hour' })),
  };
}
