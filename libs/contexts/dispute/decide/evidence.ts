import { happened, isPlatform, nothing, refuse, type DocumentId, type Refusal, type Side } from '#kernel';
import type { CloseEvidence, CompleteEvidence, SubmitEvidence } from '../commands.js';
import type { DisputeEvent } from '../events.js';
import { phaseAt } from '../phase.js';
import type { Appealed, DisputeFacts, Escalated, ExistingDispute, KeptDocument } from '../state.js';
import type { Evidence } from '../words.js';
import { authoredBy, notIn, organisationOf, seenBy, sideOf, subjectOf, unknownDispute, type Decide } from './common.js';

export const submitEvidence: Decide<SubmitEvidence> = (seen, command, { actor, facts, now }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  const side = sideOf(actor, dispute);
  if (side === null) return refuse('only-the-parties-submit-evidence');
  const { documentId } = command;
  if (dispute.evidence.some((each) => each.documentId === documentId)) return nothing();
  const phase = phaseAt(dispute, now);
  if (phase === 'appealed' && dispute.phase === 'appealed') {
    if (dispute.evidenceClosed || now >= dispute.evidenceUntil) return refuse('evidence-closed');
  } else if (phase !== 'awaiting-supplier' && phase !== 'negotiating' && phase !== 'escalated') return notIn(phase);
  const evidence = evidenceOf(documentId, side, dispute, facts);
  if ('kind' in evidence) return evidence;
  return happened({ type: 'dispute.evidence-submitted.v1', data: { ...authoredBy(side, dispute), evidence } });
};

/** A side submits what it has put into custody itself, for this order. */
export function evidenceOf(
  documentId: DocumentId,
  side: Side,
  dispute: ExistingDispute,
  facts: DisputeFacts,
): Evidence | Refusal {
  const own = (each: KeptDocument) => each.documentId === documentId && each.by === organisationOf(side, dispute);
  const kept = facts?.documents?.find(own);
  if (kept === undefined) return refuse('unknown-document', { documentId });
  const { sha256, size, mediaType, storedAt } = kept;
  return { documentId, sha256, size, mediaType, storedAt };
}

/** When both sides have said so, an arbiter need not wait for the end of the window. */
export const completeEvidence: Decide<CompleteEvidence> = (seen, command, { actor, now }) => {
  const dispute = seenBy(seen, actor);
  if (dispute === null) return unknownDispute(command);
  const side = sideOf(actor, dispute);
  if (side === null) return refuse('only-the-parties-submit-evidence');
  const phase = phaseAt(dispute, now);
  if ((dispute.phase !== 'escalated' && dispute.phase !== 'appealed') || phase !== dispute.phase) return notIn(phase);
  if (dispute.done.includes(side)) return nothing();
  if (dispute.phase === 'appealed' && (dispute.evidenceClosed || now >= dispute.evidenceUntil))
    return refuse('evidence-closed');
  const completed = { type: 'dispute.evidence-completed.v1', data: { ...subjectOf(dispute), side } } as const;
  return dispute.done.length === 0
    ? happened(completed)
    : happened<DisputeEvent>(completed, evidenceClosed(dispute, 'both-done'));
};

export const closeEvidence: Decide<CloseEvidence> = (dispute, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-closes-evidence');
  if (dispute.phase === 'none') return unknownDispute(command);
  if (dispute.phase !== 'escalated' && dispute.phase !== 'appealed') return nothing();
  if (dispute.phase === 'appealed' && dispute.evidenceClosed) return nothing();
  // Not a `-too-early`, which would be sent again and again for as long as an appeal has moved the moment.
  if (now < dispute.evidenceUntil) return refuse('not-due', { dueAt: dispute.evidenceUntil });
  return happened(evidenceClosed(dispute, 'window-over'));
};

export const evidenceClosed = (dispute: Escalated | Appealed, cause: 'both-done' | 'window-over') =>
  ({
    type: 'dispute.evidence-closed.v1',
    data: {
      ...subjectOf(dispute),
      cause,
      phase: dispute.phase === 'escalated' ? 'under-determination' : 'appealed',
    },
  }) as const;
