import {
  addDays,
  fromData,
  happened,
  isForgotten,
  refuse,
  remainderOf,
  toData,
  zero,
  type Money,
  type Refusal,
} from '#kernel';
import type { DecideAppeal, DetermineDispute } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import { losersOf, phaseAt } from '../phase.js';
import type { DisputeFacts, ExistingDispute } from '../state.js';
import { CLAIM, RESPONSE } from '../words.js';
import { notIn, seenBy, subjectOf, unknownDispute, type Decide } from './common.js';
import { evidenceClosed } from './evidence.js';

/** "[It] will make a determination based on the evidence submitted by both sides" [seed]: not before both had their time. */
export const determineDispute: Decide<DetermineDispute> = (seen, command, { actor, facts, now, rules }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  if (actor.role !== 'arbiter') return refuse('only-an-arbiter-determines');
  const phase = phaseAt(dispute, now);
  if (dispute.phase === 'escalated' && phase === 'escalated')
    return refuse('determination-too-early', { opensAt: dispute.evidenceUntil });
  if (phase !== 'under-determination') return notIn(phase);
  const verdict = verdictOf(dispute, command, fullCover(dispute, facts));
  if ('kind' in verdict) return verdict;
  const appealUntil = addDays(now, rules.dispute.appeal.withinDays);
  const mayAppeal = losersOf({ ...verdict, amount: fromData(verdict.amount), fullCover: fromData(verdict.fullCover) });
  const determined = {
    type: 'dispute.determined.v1',
    data: { ...subjectOf(dispute), ...verdict, appealUntil, mayAppeal },
  } as const;
  return dispute.phase === 'escalated'
    ? happened<DisputeEvent>(evidenceClosed(dispute, 'window-over'), determined)
    : happened(determined);
};

/** What refunds of this order have left of its cover [seed: "you will be refunded for your covered amount"]. */
function fullCover({ currency }: ExistingDispute, facts: DisputeFacts): Money {
  const cover = facts?.cover ?? null;
  return cover === null ? zero(currency) : remainderOf(cover.granted, cover.consumed);
}

type VerdictData = Omit<
  Extract<DisputeEvent, { type: 'dispute.appeal-decided.v1' }>['data'],
  'disputeId' | 'orderId' | 'buyer' | 'supplier' | 'previousAmount'
>;

/** What an arbiter says, as events carry it; refused where it does not hold together. */
export function verdictOf(
  dispute: ExistingDispute,
  command: DetermineDispute | DecideAppeal,
  full: Money,
): VerdictData | Refusal {
  const { fault, reasons, evidence, goods, order } = command;
  const refusal = notGrounded(dispute, command);
  if (refusal !== undefined) return refusal;
  const nothing = zero(dispute.currency);
  const standard = fault === 'supplier' ? full : nothing;
  const amount = command.amount === null ? standard : fromData(command.amount);
  const stated = { amount: toData(amount) };
  if (amount.currency !== dispute.currency)
    return refuse('currency-mismatch', { expected: dispute.currency, stated: amount.currency });
  if (amount.minor < 0n) return refuse('amount-negative', stated);
  if (fault !== 'supplier' && amount.minor > 0n) return refuse('refund-without-suppliers-fault', { fault, ...stated });
  return { fault, ...stated, fullCover: toData(full), reasons, evidence: [...new Set(evidence)], goods, order };
}

function notGrounded(
  dispute: ExistingDispute,
  { reasons, evidence }: DetermineDispute | DecideAppeal,
): Refusal | undefined {
  if (isForgotten(reasons) || reasons.trim() === '') return refuse('no-reasons');
  if (evidence.length === 0) return refuse('no-evidence-cited');
  const submitted = new Set<string>([CLAIM, ...dispute.evidence.map(({ documentId }) => documentId)]);
  if (dispute.hasResponse) submitted.add(RESPONSE);
  const foreign = evidence.find((each) => !submitted.has(each));
  return foreign === undefined ? undefined : refuse('evidence-not-submitted', { evidence: foreign });
}
