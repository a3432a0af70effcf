import { addDays, happened, laterOf, refuse, toData, type Refusal, type Side } from '#kernel';
import type { AppealDetermination, DecideAppeal } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import { losersOf } from '../phase.js';
import type { Appealed, Determined, DisputeFacts } from '../state.js';
import type { Evidence } from '../words.js';
import { authoredBy, notIn, seenBy, sideOf, subjectOf, unknownDispute, type Decide } from './common.js';
import { verdictOf } from './determination.js';
import { evidenceClosed, evidenceOf } from './evidence.js';

/** Once for each side that lost something, within its days, and with something new. */
export const appealDetermination: Decide<AppealDetermination> = (seen, command, { actor, facts, now, rules }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  const side = sideOf(actor, dispute);
  if (side === null) return refuse('only-a-party-appeals');
  if (dispute.phase !== 'determined' && dispute.phase !== 'appealed') return notIn(dispute.phase);
  if (dispute.appealUntil === null) return refuse('appeal-already-decided');
  if (!losersOf(dispute.verdict).includes(side)) return refuse('only-a-losing-side-appeals');
  const { timesPerSide, newEvidenceRequired } = rules.dispute.appeal;
  const appeals = dispute.phase === 'appealed' ? dispute.appeals : [];
  if (appeals.filter((each) => each === side).length >= timesPerSide) return refuse('already-appealed');
  if (now >= dispute.appealUntil) return refuse('appeal-window-closed', { closedAt: dispute.appealUntil });
  const evidence = newEvidence(command, side, dispute, facts);
  if ('kind' in evidence) return evidence;
  if (newEvidenceRequired && evidence.length === 0) return refuse('appeal-without-new-evidence');
  // The other side may still appeal, too, and then both have the days that an escalation gives them.
  const evidenceUntil = laterOf(dispute.appealUntil, addDays(now, rules.dispute.evidenceDays));
  const { statement } = command;
  return happened({
    type: 'dispute.appealed.v1',
    data: { ...authoredBy(side, dispute), statement, evidence, evidenceUntil },
  });
};

/** What of the documents was not evidence already: the same content is not new under another id. */
function newEvidence(
  { documents }: AppealDetermination,
  side: Side,
  dispute: Determined | Appealed,
  facts: DisputeFacts,
): readonly Evidence[] | Refusal {
  const known = new Set<string>(dispute.evidence.map(({ documentId }) => documentId));
  const contents = new Set<string>(dispute.evidence.map(({ sha256 }) => sha256));
  const found: Evidence[] = [];
  for (const documentId of new Set(documents)) {
    if (known.has(documentId)) continue;
    const evidence = evidenceOf(documentId, side, dispute, facts);
    if ('kind' in evidence) return evidence;
    if (contents.has(evidence.sha256)) continue;
    contents.add(evidence.sha256);
    found.push(evidence);
  }
  return found;
}

export const decideAppeal: Decide<DecideAppeal> = (seen, command, { actor, now }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  if (actor.role !== 'arbiter') return refuse('only-an-arbiter-determines');
  if (dispute.phase !== 'appealed') return notIn(dispute.phase);
  const { verdict: before, evidenceUntil } = dispute;
  if (!dispute.evidenceClosed && now < evidenceUntil)
    return refuse('determination-too-early', { opensAt: evidenceUntil });
  const verdict = verdictOf(dispute, command, before.fullCover);
  if ('kind' in verdict) return verdict;
  const decided = {
    type: 'dispute.appeal-decided.v1',
    data: { ...subjectOf(dispute), ...verdict, previousAmount: toData(before.amount) },
  } as const;
  return dispute.evidenceClosed
    ? happened(decided)
    : happened<DisputeEvent>(evidenceClosed(dispute, 'window-over'), decided);
};
