import { actsAs, addDays, happened, isPlatform, nothing, refuse, type Instant } from '#kernel';
import type { RuleSet } from '#rules';
import type { EscalateDispute, OpenEscalation } from '../commands.js';
import { escalationOpens, phaseAt } from '../phase.js';
import type { Negotiating } from '../state.js';
import { notIn, seenBy, subjectOf, unknownDispute, type Decide } from './common.js';

/**
 * "If the supplier does not respond within five days, or you cannot reach a solution within 15 days, you can escalate" [seed]. The
 * right is computed from the dates; a response that comes late takes it away no more.
 */
export const escalateDispute: Decide<EscalateDispute> = (seen, command, { actor, now, rules }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  if (!actsAs(actor, 'buyer', dispute.buyer)) return refuse('only-the-buyer-escalates');
  const phase = phaseAt(dispute, now);
  if (dispute.phase === 'escalated' || dispute.phase === 'under-determination') return nothing();
  if ((dispute.phase !== 'awaiting-supplier' && dispute.phase !== 'negotiating') || phase === 'lapsed')
    return notIn(phase);
  const { at: opensAt } = escalationOpens(dispute);
  if (now < opensAt) return refuse('escalation-too-early', { opensAt });
  return happened(escalated(dispute, 'buyer', now, rules));
};

export const escalated = (dispute: Negotiating, by: 'buyer' | 'platform', now: Instant, rules: RuleSet) =>
  ({
    type: 'dispute.escalated.v1',
    data: {
      ...subjectOf(dispute),
      by,
      cause: escalationOpens(dispute).cause,
      evidenceUntil: addDays(now, rules.dispute.evidenceDays),
    },
  }) as const;

/** Says that the right is there, for the pages and whoever is to be reminded; the right itself does not need it. */
export const openEscalation: Decide<OpenEscalation> = (dispute, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-opens-escalations');
  if (dispute.phase === 'none') return unknownDispute(command);
  if (dispute.phase !== 'awaiting-supplier' && dispute.phase !== 'negotiating') return nothing();
  const { cause } = command;
  const dueAt = cause === 'no-response' ? dispute.respondBy : dispute.solveBy;
  if (now < dueAt) return refuse('escalation-opening-too-early', { dueAt });
  if (dispute.escalationOpened || escalationOpens(dispute).cause !== cause) return nothing();
  return happened({ type: 'dispute.escalation-opened.v1', data: { ...subjectOf(dispute), cause, since: dueAt } });
};
