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
} from '../index.js';
import { termsOfSupplier } from './facts.js';

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

export const orderingCommands = commandsOf(ordering, {
  'draft-order': { command: DraftOrderCommand, facts: termsOfSupplier },
  'revise-order': { command: ReviseOrderCommand, facts: termsOfSupplier },
  'submit-order': SubmitOrderCommand,
  'confirm-order': ConfirmOrderCommand,
  'cancel-order': CancelOrderCommand,
  'record-cover': RecordCoverCommand,
  'acknowledge-reduced-cover': AcknowledgeReducedCoverCommand,
  'allocate-payment': AllocatePaymentCommand,
  'record-dispatch': RecordDispatchCommand,
  'record-delivery': RecordDeliveryCommand,
  'confirm-receipt': ConfirmReceiptCommand,
});
