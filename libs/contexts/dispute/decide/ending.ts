import { actsAs, fromData, happened, isEqual, isPlatform, nothing, refuse, toData } from '#kernel';
import type { ApplySilence, CloseDispute, WithdrawDispute } from '../commands.js';
import { phaseAt } from '../phase.js';
import { authoredBy, notIn, seenBy, subjectOf, unknownDispute, type Decide } from './common.js';
import { escalated } from './escalation.js';
import { isNegotiable } from './offers.js';

export const withdrawDispute: Decide<WithdrawDispute> = (seen, command, { actor, now }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  if (!actsAs(actor, 'buyer', dispute.buyer)) return refuse('only-the-buyer-withdraws');
  if (dispute.phase === 'withdrawn') return nothing();
  const phase = phaseAt(dispute, now);
  if (!isNegotiable(phase)) return notIn(phase);
  const { reason } = command;
  return happened({ type: 'dispute.withdrawn.v1', data: { ...authoredBy('buyer', dispute), reason } });
};

/** The policy is the one that the order is judged by; its moment was fixed when the dispute was opened. */
export const applySilence: Decide<ApplySilence> = (dispute, command, { actor, now, rules }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-applies-silence');
  if (dispute.phase === 'none') return unknownDispute(command);
  if (dispute.phase !== 'awaiting-supplier' && dispute.phase !== 'negotiating') return nothing();
  const { policy, at: dueAt } = dispute.silence;
  if (now < dueAt) return refuse('silence-too-early', { dueAt });
  if (policy === 'auto-escalate') return happened(escalated(dispute, 'platform', now, rules));
  return happened({ type: 'dispute.lapsed.v1', data: { ...subjectOf(dispute), policy, dueAt } });
};

/** Final is what was refunded and can no more be appealed against; a settlement has no appeal. */
export const closeDispute: Decide<CloseDispute> = (dispute, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-closes-disputes');
  const { refunded } = command;
  switch (dispute.phase) {
    case 'none':
      return unknownDispute(command);
    case 'final':
      return nothing();
    case 'settled': {
      if (dispute.refund === null || dispute.closed) return nothing();
      const data = { ...subjectOf(dispute), outcome: 'settled', refunded, order: 'continues' } as const;
      return happened({ type: 'dispute.closed.v1', data });
    }
    case 'determined': {
      const { appealUntil, verdict } = dispute;
      if (appealUntil !== null && now < appealUntil) return refuse('closing-too-early', { appealUntil });
      // An appeal was decided on the way: what follows from it comes first.
      if (!isEqual(verdict.amount, fromData(command.determined)))
        return refuse('determination-superseded', { determined: toData(verdict.amount) });
      const data = { ...subjectOf(dispute), outcome: 'final', refunded, order: verdict.order } as const;
      return happened({ type: 'dispute.closed.v1', data });
    }
    case 'awaiting-supplier':
    case 'negotiating':
    case 'escalated':
    case 'under-determination':
    case 'appealed':
    case 'withdrawn':
    case 'lapsed':
      return notIn(dispute.phase);
  }
};
