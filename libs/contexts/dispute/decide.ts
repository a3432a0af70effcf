import { decideBy } from '#kernel';
import type { DisputeCommand } from './commands.js';
import { appealDetermination, decideAppeal } from './decide/appeal.js';
import type { Context } from './decide/common.js';
import { determineDispute } from './decide/determination.js';
import { applySilence, closeDispute, withdrawDispute } from './decide/ending.js';
import { escalateDispute, openEscalation } from './decide/escalation.js';
import { closeEvidence, completeEvidence, submitEvidence } from './decide/evidence.js';
import { acceptOffer, makeOffer, rejectOffer } from './decide/offers.js';
import { openDispute } from './decide/opening.js';
import { respondToDispute } from './decide/response.js';
import type { DisputeEvent } from './events.js';
import type { Dispute } from './state.js';

export const decide = decideBy<Dispute, DisputeCommand, DisputeEvent, Context>({
  'open-dispute': openDispute,
  'respond-to-dispute': respondToDispute,
  'make-offer': makeOffer,
  'accept-offer': acceptOffer,
  'reject-offer': rejectOffer,
  'submit-evidence': submitEvidence,
  'complete-evidence': completeEvidence,
  'close-evidence': closeEvidence,
  'open-escalation': openEscalation,
  'escalate-dispute': escalateDispute,
  'apply-silence': applySilence,
  'determine-dispute': determineDispute,
  'appeal-determination': appealDetermination,
  'decide-appeal': decideAppeal,
  'withdraw-dispute': withdrawDispute,
  'close-dispute': closeDispute,
});
