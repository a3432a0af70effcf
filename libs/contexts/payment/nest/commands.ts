import { commandsOf, DomainCommand } from '#platform';
import {
  callback,
  payment,
  type AuthoriseReturn,
  type DeclareTransfer,
  type ExpirePayment,
  type InitiatePayment,
  type KeepStrayReport,
  type MarkAllocated,
  type MarkUnmatched,
  type ReceiveCallback,
  type ReceivePayOutCallback,
  type RecordArrival,
  type RecordArrivalElsewhere,
  type RecordReport,
  type RecordReturnSucceeded,
  type RecordReturnFailed,
  type RecordReturnSubmitted,
  type RecordReversal,
  type SubmitPayment,
  type SubmitReturn,
} from '../index.js';
import { returning, submission } from './effects.js';
import { accountsToPay, instructionsToPay, orderToPay, paymentNamed } from './facts.js';

export class InitiatePaymentCommand extends DomainCommand<InitiatePayment> {}
export class DeclareTransferCommand extends DomainCommand<DeclareTransfer> {}
export class SubmitPaymentCommand extends DomainCommand<SubmitPayment> {}
export class RecordReportCommand extends DomainCommand<RecordReport> {}
export class KeepStrayReportCommand extends DomainCommand<KeepStrayReport> {}
export class ExpirePaymentCommand extends DomainCommand<ExpirePayment> {}
export class RecordArrivalCommand extends DomainCommand<RecordArrival> {}
export class RecordArrivalElsewhereCommand extends DomainCommand<RecordArrivalElsewhere> {}
export class MarkAllocatedCommand extends DomainCommand<MarkAllocated> {}
export class MarkUnmatchedCommand extends DomainCommand<MarkUnmatched> {}
export class RecordReversalCommand extends DomainCommand<RecordReversal> {}
export class AuthoriseReturnCommand extends DomainCommand<AuthoriseReturn> {}
export class SubmitReturnCommand extends DomainCommand<SubmitReturn> {}
export class RecordReturnSubmittedCommand extends DomainCommand<RecordReturnSubmitted> {}
export class RecordReturnSucceededCommand extends DomainCommand<RecordReturnSucceeded> {}
export class RecordReturnFailedCommand extends DomainCommand<RecordReturnFailed> {}

export const paymentCommands = commandsOf(payment, {
  'initiate-payment': { command: InitiatePaymentCommand, facts: instructionsToPay },
  'declare-transfer': { command: DeclareTransferCommand, facts: instructionsToPay },
  'submit-payment': { command: SubmitPaymentCommand, effect: submission },
  'record-report': RecordReportCommand,
  'keep-stray-report': KeepStrayReportCommand,
  'expire-payment': ExpirePaymentCommand,
  'record-arrival': { command: RecordArrivalCommand, facts: orderToPay },
  'record-arrival-elsewhere': { command: RecordArrivalElsewhereCommand, facts: accountsToPay },
  'mark-allocated': MarkAllocatedCommand,
  'mark-unmatched': MarkUnmatchedCommand,
  'record-reversal': RecordReversalCommand,
  'authorise-return': AuthoriseReturnCommand,
  'submit-return': { command: SubmitReturnCommand, effect: returning },
  'record-return-submitted': RecordReturnSubmittedCommand,
  'record-return-succeeded': RecordReturnSucceededCommand,
  'record-return-failed': RecordReturnFailedCommand,
});

export class ReceiveCallbackCommand extends DomainCommand<ReceiveCallback> {}
export class ReceivePayOutCallbackCommand extends DomainCommand<ReceivePayOutCallback> {}

export const callbackCommands = commandsOf(callback, {
  'receive-callback': { command: ReceiveCallbackCommand, facts: paymentNamed },
  'receive-pay-out-callback': ReceivePayOutCallbackCommand,
});
