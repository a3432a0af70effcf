import { commandsOf, DomainCommand } from '#platform';
import {
  dispute,
  type AcceptOffer,
  type AppealDetermination,
  type ApplySilence,
  type CloseDispute,
  type CloseEvidence,
  type CompleteEvidence,
  type DecideAppeal,
  type DetermineDispute,
  type EscalateDispute,
  type MakeOffer,
  type OpenDispute,
  type OpenEscalation,
  type RejectOffer,
  type RespondToDispute,
  type SubmitEvidence,
  type WithdrawDispute,
} from '../index.js';
import { appealDocuments, claimFacts, moneyFacts, submittedDocument } from './facts.js';

export class OpenDisputeCommand extends DomainCommand<OpenDispute> {}
export class RespondToDisputeCommand extends DomainCommand<RespondToDispute> {}
export class MakeOfferCommand extends DomainCommand<MakeOffer> {}
export class AcceptOfferCommand extends DomainCommand<AcceptOffer> {}
export class RejectOfferCommand extends DomainCommand<RejectOffer> {}
export class SubmitEvidenceCommand extends DomainCommand<SubmitEvidence> {}
export class CompleteEvidenceCommand extends DomainCommand<CompleteEvidence> {}
export class CloseEvidenceCommand extends DomainCommand<CloseEvidence> {}
export class OpenEscalationCommand extends DomainCommand<OpenEscalation> {}
export class EscalateDisputeCommand extends DomainCommand<EscalateDispute> {}
export class ApplySilenceCommand extends DomainCommand<ApplySilence> {}
export class DetermineDisputeCommand extends DomainCommand<DetermineDispute> {}
export class AppealDeterminationCommand extends DomainCommand<AppealDetermination> {}
export class DecideAppealCommand extends DomainCommand<DecideAppeal> {}
export class WithdrawDisputeCommand extends DomainCommand<WithdrawDispute> {}
export class CloseDisputeCommand extends DomainCommand<CloseDispute> {}

export const disputeCommands = commandsOf(dispute, {
  'open-dispute': { command: OpenDisputeCommand, facts: claimFacts },
  'respond-to-dispute': { command: RespondToDisputeCommand, facts: moneyFacts },
  'make-offer': { command: MakeOfferCommand, facts: moneyFacts },
  'accept-offer': AcceptOfferCommand,
  'reject-offer': RejectOfferCommand,
  'submit-evidence': { command: SubmitEvidenceCommand, facts: submittedDocument },
  'complete-evidence': CompleteEvidenceCommand,
  'close-evidence': CloseEvidenceCommand,
  'open-escalation': OpenEscalationCommand,
  'escalate-dispute': EscalateDisputeCommand,
  'apply-silence': ApplySilenceCommand,
  'determine-dispute': { command: DetermineDisputeCommand, facts: moneyFacts },
  'appeal-determination': { command: AppealDeterminationCommand, facts: appealDocuments },
  'decide-appeal': DecideAppealCommand,
  'withdraw-dispute': WithdrawDisputeCommand,
  'close-dispute': CloseDisputeCommand,
});
