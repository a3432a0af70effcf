import type { CancelOrder, ConfirmOrder, DraftOrder, ReviseOrder, SubmitOrder } from './commands/agreement.js';
import type { AcceptAmendment, LapseAmendment, ProposeAmendment, RejectAmendment } from './commands/amendment.js';
import type { AcceptCancellation, ProposeCancellation, RejectCancellation } from './commands/cancellation.js';
import type {
  CloseByDispute,
  ExpireOrder,
  RecordDisputeEnded,
  RecordDisputeEscalated,
  RecordDisputeOpened,
} from './commands/endings.js';
import type { GiveFeedback, ReviseFeedback } from './commands/feedback.js';
import type {
  CompleteReceipt,
  ConfirmReceipt,
  GiveReadyNotice,
  RecordCheckAnswered,
  RecordCheckRequested,
  RecordDelivery,
  RecordDispatch,
  RemindOfReceipt,
  RemindSupplier,
} from './commands/goods.js';
import type {
  AcknowledgeReducedCover,
  AllocatePayment,
  RecordCover,
  RecordDeclaredTransfer,
  RecordReturned,
  ReverseAllocation,
  WaiveShortfall,
} from './commands/money.js';

export type * from './commands/agreement.js';
export type * from './commands/amendment.js';
export type * from './commands/cancellation.js';
export type * from './commands/endings.js';
export type * from './commands/feedback.js';
export type * from './commands/goods.js';
export type * from './commands/money.js';

/** In the order of an order's life. */
export type OrderCommand =
  | DraftOrder
  | ReviseOrder
  | SubmitOrder
  | ConfirmOrder
  | CancelOrder
  | RecordCover
  | AcknowledgeReducedCover
  | RecordDeclaredTransfer
  | AllocatePayment
  | ReverseAllocation
  | RecordReturned
  | WaiveShortfall
  | ProposeAmendment
  | AcceptAmendment
  | RejectAmendment
  | LapseAmendment
  | ProposeCancellation
  | AcceptCancellation
  | RejectCancellation
  | RemindSupplier
  | GiveReadyNotice
  | RecordCheckRequested
  | RecordCheckAnswered
  | RecordDispatch
  | RecordDelivery
  | ConfirmReceipt
  | RemindOfReceipt
  | CompleteReceipt
  | GiveFeedback
  | ReviseFeedback
  | ExpireOrder
  | RecordDisputeOpened
  | RecordDisputeEscalated
  | RecordDisputeEnded
  | CloseByDispute;
