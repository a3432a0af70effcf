import type { Actor, Instant } from '#kernel';
import type { DisputeTimelineDoc } from './doc.js';

export interface DisputeView {
  /** From when on the buyer may escalate; null once he has, or no longer can. */
  readonly escalationOpensAt: Instant | null;
  readonly mayEscalate: boolean;
  /** Evidence is taken from the caller's side. */
  readonly mayAddEvidence: boolean;
  readonly mayAppeal: boolean;
  /** The caller can determine, or decide on an appeal. */
  readonly mayDetermine: boolean;
}

/** What depends on who reads the page and when. Pure: the same document, caller and moment give the same view. */
export function viewFor(
  doc: DisputeTimelineDoc,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): DisputeView {
  const { role } = actor;
  const isParty = role === 'buyer' || role === 'supplier';
  const opensAt = escalationOpensAt(doc, now);
  const collects = collectsEvidence(doc, now);
  const mayAppeal = isParty && doc.mayAppeal.includes(role) && !doc.appeals.some(({ side }) => side === role);
  return {
    escalationOpensAt: opensAt,
    mayEscalate: role === 'buyer' && opensAt !== null && now >= opensAt,
    mayAddEvidence: isParty && collects,
    mayAppeal: mayAppeal && doc.appealUntil !== null && now < doc.appealUntil,
    mayDetermine: role === 'arbiter' && isToBeDetermined(doc) && !collects,
  };
}

/** Five days without a response, fifteen without a solution [seed]; a response that comes late takes nothing back. */
function escalationOpensAt(
  { phase, respondedAt, respondBy, solveBy, silence }: DisputeTimelineDoc,
  now: Instant,
): Instant | null {
  if (phase !== 'awaiting-supplier' && phase !== 'negotiating') return null;
  if (silence.policy !== 'auto-escalate' && now >= silence.at) return null;
  return respondedAt !== null && respondedAt < respondBy ? solveBy : respondBy;
}

function collectsEvidence({ phase, evidenceUntil, silence }: DisputeTimelineDoc, now: Instant): boolean {
  if (phase === 'awaiting-supplier' || phase === 'negotiating')
    return silence.policy === 'auto-escalate' || now < silence.at;
  return (phase === 'escalated' || phase === 'appealed') && evidenceUntil !== null && now < evidenceUntil;
}

const isToBeDetermined = ({ phase }: DisputeTimelineDoc): boolean =>
  phase === 'escalated' || phase === 'under-determination' || phase === 'appealed';
