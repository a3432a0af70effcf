import { commandsOf, DomainCommand } from '#platform';
import {
  refund,
  type AuthoriseRefund,
  type RecordRefundFailed,
  type RecordRefundSubmitted,
  type RecordRefundSucceeded,
  type RetryRefund,
  type SendRefundToManualReview,
  type SubmitRefund,
} from '../index.js';
import { payOut } from './effects.js';
import { wayBack } from './facts.js';

export class AuthoriseRefundCommand extends DomainCommand<AuthoriseRefund> {}
export class SubmitRefundCommand extends DomainCommand<SubmitRefund> {}
export class RecordRefundSubmittedCommand extends DomainCommand<RecordRefundSubmitted> {}
export class RecordRefundSucceededCommand extends DomainCommand<RecordRefundSucceeded> {}
export class RecordRefundFailedCommand extends DomainCommand<RecordRefundFailed> {}
export class RetryRefundCommand extends DomainCommand<RetryRefund> {}
export class SendRefundToManualReviewCommand extends DomainCommand<SendRefundToManualReview> {}

export const refundCommands = commandsOf(refund, {
  'authorise-refund': { command: AuthoriseRefundCommand, facts: wayBack },
  'submit-refund': { command: SubmitRefundCommand, effect: payOut },
  'record-refund-submitted': RecordRefundSubmittedCommand,
  'record-refund-succeeded': RecordRefundSucceededCommand,
  'record-refund-failed': RecordRefundFailedCommand,
  'retry-refund': RetryRefundCommand,
  'send-refund-to-manual-review': SendRefundToManualReviewCommand,
});
