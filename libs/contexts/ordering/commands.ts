import type { CancelOrder, ConfirmOrder, DraftOrder, ReviseOrder, SubmitOrder } from './commands/agreement.js';
import type { AcceptCancellation, ProposeCancellation, RejectCancellation } from './commands/cancellation.js';
import type {
  CloseByDispute,
  ExpireOrder,
  RecordDisputeEnded,
  RecordDisputeEscalated,
  RecordDisputeOpened,
} from './commands/endings.js';
import type {
  CompleteReceipt,
  ConfirmReceipt,
  RecordCheckAnswered,
  RecordCheckRequested,
  RecordDelivery,
  RecordDispatch,
} from './commands/goods.js';
import type {
  AcknowledgeReducedCover,
  AllocatePayment,
  RecordCover,
  RecordDeclaredTransfer,
  RecordReturned,
  ReverseAllocation,
} from './commands/money.js';

export type * from './commands/agreement.js';
export type * from './commands/cancellation.js';
export type * from './commands/endings.js';
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
  | ProposeCancellation
  | AcceptCancellation
  | RejectCancellation
  | RecordCheckRequested
  | RecordCheckAnswered
  | RecordDispatch
  | RecordDelivery
  | ConfirmReceipt
  | CompleteReceipt
  | ExpireOrder
  | RecordDisputeOpened
  | RecordDisputeEscalated
  | RecordDisputeEnded
  | CloseByDispute;
