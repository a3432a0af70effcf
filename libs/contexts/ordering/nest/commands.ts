import { commandsOf, DomainCommand } from '#platform';
import {
  ordering,
  type AcknowledgeReducedCover,
  type AllocatePayment,
  type CancelOrder,
  type ConfirmOrder,
  type ConfirmReceipt,
  type DraftOrder,
  type RecordCover,
  type RecordDelivery,
  type RecordDispatch,
  type ReviseOrder,
  type SubmitOrder,
  type RecordDeclaredTransfer,
  type ReverseAllocation,
  type RecordReturned,
  type RecordCheckRequested,
  type RecordCheckAnswered,
  type CompleteReceipt,
  type ExpireOrder,
  type RecordDisputeOpened,
  type RecordDisputeEscalated,
  type RecordDisputeEnded,
  type CloseByDispute,
  type ProposeCancellation,
  type AcceptCancellation,
  type RejectCancellation,
  type WaiveShortfall,
  type RemindSupplier,
  type GiveReadyNotice,
  type GiveFeedback,
  type ReviseFeedback,
  type ProposeAmendment,
  type AcceptAmendment,
  type RejectAmendment,
  type LapseAmendment,
  type RemindOfReceipt,
} from '../index.js';
import { factsOfContract, factsOfDraft } from './facts.js';

export class DraftOrderCommand extends DomainCommand<DraftOrder> {}
export class ReviseOrderCommand extends DomainCommand<ReviseOrder> {}
export class SubmitOrderCommand extends DomainCommand<SubmitOrder> {}
export class ConfirmOrderCommand extends DomainCommand<ConfirmOrder> {}
export class CancelOrderCommand extends DomainCommand<CancelOrder> {}
export class RecordCoverCommand extends DomainCommand<RecordCover> {}
export class AcknowledgeReducedCoverCommand extends DomainCommand<AcknowledgeReducedCover> {}
export class AllocatePaymentCommand extends DomainCommand<AllocatePayment> {}
export class RecordDispatchCommand extends DomainCommand<RecordDispatch> {}
export class RecordDeliveryCommand extends DomainCommand<RecordDelivery> {}
export class ConfirmReceiptCommand extends DomainCommand<ConfirmReceipt> {}
export class RecordDeclaredTransferCommand extends DomainCommand<RecordDeclaredTransfer> {}
export class ReverseAllocationCommand extends DomainCommand<ReverseAllocation> {}
export class RecordReturnedCommand extends DomainCommand<RecordReturned> {}
export class RecordCheckRequestedCommand extends DomainCommand<RecordCheckRequested> {}
export class RecordCheckAnsweredCommand extends DomainCommand<RecordCheckAnswered> {}
export class CompleteReceiptCommand extends DomainCommand<CompleteReceipt> {}
export class ExpireOrderCommand extends DomainCommand<ExpireOrder> {}
export class RecordDisputeOpenedCommand extends DomainCommand<RecordDisputeOpened> {}
export class RecordDisputeEscalatedCommand extends DomainCommand<RecordDisputeEscalated> {}
export class RecordDisputeEndedCommand extends DomainCommand<RecordDisputeEnded> {}
export class CloseByDisputeCommand extends DomainCommand<CloseByDispute> {}
export class ProposeCancellationCommand extends DomainCommand<ProposeCancellation> {}
export class AcceptCancellationCommand extends DomainCommand<AcceptCancellation> {}
export class RejectCancellationCommand extends DomainCommand<RejectCancellation> {}
export class WaiveShortfallCommand extends DomainCommand<WaiveShortfall> {}
export class RemindSupplierCommand extends DomainCommand<RemindSupplier> {}
export class GiveReadyNoticeCommand extends DomainCommand<GiveReadyNotice> {}
export class GiveFeedbackCommand extends DomainCommand<GiveFeedback> {}
export class ReviseFeedbackCommand extends DomainCommand<ReviseFeedback> {}
export class ProposeAmendmentCommand extends DomainCommand<ProposeAmendment> {}
export class AcceptAmendmentCommand extends DomainCommand<AcceptAmendment> {}
export class RejectAmendmentCommand extends DomainCommand<RejectAmendment> {}
export class LapseAmendmentCommand extends DomainCommand<LapseAmendment> {}
export class RemindOfReceiptCommand extends DomainCommand<RemindOfReceipt> {}

export const orderingCommands = commandsOf(ordering, {
  'draft-order': { command: DraftOrderCommand, facts: factsOfDraft },
  'revise-order': { command: ReviseOrderCommand, facts: factsOfContract },
  'submit-order': SubmitOrderCommand,
  'confirm-order': ConfirmOrderCommand,
  'cancel-order': CancelOrderCommand,
  'record-cover': RecordCoverCommand,
  'acknowledge-reduced-cover': AcknowledgeReducedCoverCommand,
  'allocate-payment': AllocatePaymentCommand,
  'record-dispatch': RecordDispatchCommand,
  'record-delivery': RecordDeliveryCommand,
  'confirm-receipt': ConfirmReceiptCommand,
  'record-declared-transfer': RecordDeclaredTransferCommand,
  'reverse-allocation': ReverseAllocationCommand,
  'record-returned': RecordReturnedCommand,
  'record-check-requested': RecordCheckRequestedCommand,
  'record-check-answered': RecordCheckAnsweredCommand,
  'complete-receipt': CompleteReceiptCommand,
  'expire-order': ExpireOrderCommand,
  'record-dispute-opened': RecordDisputeOpenedCommand,
  'record-dispute-escalated': RecordDisputeEscalatedCommand,
  'record-dispute-ended': RecordDisputeEndedCommand,
  'close-by-dispute': CloseByDisputeCommand,
  'propose-cancellation': ProposeCancellationCommand,
  'accept-cancellation': AcceptCancellationCommand,
  'reject-cancellation': RejectCancellationCommand,
  'waive-shortfall': WaiveShortfallCommand,
  'remind-supplier': RemindSupplierCommand,
  'give-ready-notice': GiveReadyNoticeCommand,
  'give-feedback': GiveFeedbackCommand,
  'revise-feedback': ReviseFeedbackCommand,
  'propose-amendment': { command: ProposeAmendmentCommand, facts: factsOfContract },
  'accept-amendment': AcceptAmendmentCommand,
  'reject-amendment': RejectAmendmentCommand,
  'lapse-amendment': LapseAmendmentCommand,
  'remind-of-receipt': RemindOfReceiptCommand,
});
