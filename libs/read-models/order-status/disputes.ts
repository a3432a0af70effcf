import { add, zero, type Money } from '#kernel';
import type { DisputeDoc } from './doc.js';

type Disputes = readonly DisputeDoc[];
export type DisputeNow = Pick<DisputeDoc, 'status'> & Partial<DisputeDoc>;

/** What the order knows of a dispute by now; what was refunded before stays until its end has the sum. */
export function afterDispute(disputes: Disputes, disputeId: string, now: DisputeNow): Disputes {
  const before = disputes.find((each) => each.disputeId === disputeId);
  const dispute = { disputeId, outcome: null, refunded: null, ...before, ...now };
  return before === undefined ? [...disputes, dispute] : disputes.map((each) => (each === before ? dispute : each));
}

/** A refund is paid while its dispute may still be appealed, and an appeal may add another: what has been paid is shown at once. */
export const afterRefund = (disputes: Disputes, disputeId: string, amount: Money): Disputes =>
  disputes.map((each) => {
    if (each.disputeId !== disputeId || each.status === 'ended') return each;
    return { ...each, refunded: add(each.refunded ?? zero(amount.currency), amount) };
  });
