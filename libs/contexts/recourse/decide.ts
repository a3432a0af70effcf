import {
  add,
  decideBy,
  fromData,
  happened,
  isLess,
  isPlatform,
  isPositive,
  nothing,
  refuse,
  remainderOf,
  subtract,
  toData,
  zero,
  type DecisionContext,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type {
  ClaimRecourse,
  OpenDoubleRecoveryClaim,
  RecordRecovery,
  RecourseCommand,
  WriteOffRecourse,
} from './commands.js';
import type { RecourseEvent } from './events.js';
import { outstandingOf, subjectOf, type Claim, type Recourse, type RecourseFacts } from './state.js';

type Context = DecisionContext<RuleSet, RecourseFacts>;
type Decide<C extends RecourseCommand> = Rule<Recourse, C, RecourseEvent, Context>;

const claim: Decide<ClaimRecourse> = (recourse, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-claims-recourse');
  if (recourse.phase !== 'none') return nothing();
  const { recourseId: id, against, orderId, buyer, supplier, disputeId, refundId, amount } = command;
  const claimed = fromData(amount);
  if (!isPositive(claimed)) return refuse('amount-not-positive', { amount });
  const nothingYet = zero(claimed.currency);
  const subject = subjectOf({
    id,
    orderId,
    buyer,
    supplier,
    against,
    claimed,
    recovered: nothingYet,
    writtenOff: nothingYet,
  });
  const basis = against === 'supplier' ? 'refund' : 'appeal';
  return happened({
    type: 'recourse.claimed.v1',
    data: { ...subject, basis, amount, disputeId, refundId, paymentId: null },
  });
};

/**
 * What the buyer has twice is what was refunded beyond what is still there of his payments. An order has one such claim, so that
 * payments that are taken back one after the other are not claimed twice; and what an appeal has claimed from him already is not his
 * any more, so that he never owes more than he was refunded. "No double recovery while a dispute is open" (rulebook, races and edges).
 */
const openDoubleRecovery: Decide<OpenDoubleRecoveryClaim> = (recourse, command, { actor, facts }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-claims-recourse');
  const { recourseId: id, orderId, paymentId } = command;
  const order = facts?.order ?? null;
  if (order === null) return refuse('unknown-order', { orderId });
  const { buyer, supplier, net, refunded, excess, openDispute } = order;
  if (openDispute !== null) return refuse('dispute-open', { disputeId: openDispute });
  const nothingYet = zero(net.currency);
  const before: Claim =
    recourse.phase === 'none'
      ? {
          id,
          orderId,
          buyer,
          supplier,
          against: 'buyer',
          claimed: nothingYet,
          recovered: nothingYet,
          writtenOff: nothingYet,
        }
      : recourse;
  const more = remainderOf(remainderOf(remainderOf(refunded, excess), net), before.claimed);
  if (!isPositive(more)) return nothing();
  const subject = subjectOf({ ...before, claimed: add(before.claimed, more) });
  const about = { disputeId: null, refundId: null, paymentId };
  return happened({
    type: 'recourse.claimed.v1',
    data: { ...subject, basis: 'double-recovery', amount: toData(more), ...about },
  });
};

const recover: Decide<RecordRecovery> = (recourse, { recourseId, amount }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-records-a-recovery');
  if (recourse.phase === 'none') return refuse('unknown-recourse', { recourseId });
  if (recourse.phase !== 'claimed') return refuse(`recourse-${recourse.phase}`);
  const back = fromData(amount);
  const outstanding = outstandingOf(recourse);
  if (back.currency !== outstanding.currency)
    return refuse('currency-mismatch', { expected: outstanding.currency, stated: back.currency });
  if (!isPositive(back)) return refuse('amount-not-positive', { amount });
  if (isLess(outstanding, back)) return refuse('more-than-outstanding', { outstanding: toData(outstanding), amount });
  const subject = subjectOf({ ...recourse, recovered: add(recourse.recovered, back) });
  return happened({ type: 'recourse.recovered.v1', data: { ...subject, amount } });
};

/** Restores nothing: what is lost stays consumed. */
const writeOff: Decide<WriteOffRecourse> = (recourse, { recourseId, reason }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-writes-off-recourse');
  if (recourse.phase === 'none') return refuse('unknown-recourse', { recourseId });
  if (recourse.phase === 'written-off') return nothing();
  if (recourse.phase === 'recovered') return refuse('recourse-recovered');
  const lost = outstandingOf(recourse);
  const subject = subjectOf({ ...recourse, writtenOff: subtract(recourse.claimed, recourse.recovered) });
  return happened({ type: 'recourse.written-off.v1', data: { ...subject, amount: toData(lost), reason } });
};

export const decide = decideBy<Recourse, RecourseCommand, RecourseEvent, Context>({
  'claim-recourse': claim,
  'open-double-recovery-claim': openDoubleRecovery,
  'record-recovery': recover,
  'write-off-recourse': writeOff,
});
