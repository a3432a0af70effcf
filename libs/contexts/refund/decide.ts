import {
  decideBy,
  fromData,
  happened,
  isPlatform,
  isPositive,
  nothing,
  refuse,
  type Actor,
  type Decision,
  type DecisionContext,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type {
  AuthoriseRefund,
  RecordRefundFailed,
  RecordRefundSubmitted,
  RecordRefundSucceeded,
  RefundCommand,
  RetryRefund,
  SendRefundToManualReview,
  SubmitRefund,
} from './commands.js';
import type { RefundEvent } from './events.js';
import { subjectOf, type Refund, type RefundFacts } from './state.js';

type Context = DecisionContext<RuleSet, RefundFacts>;
type Decide<C extends RefundCommand> = Rule<Refund, C, RefundEvent, Context>;
type Due = Extract<Refund, { readonly attempt: number }>;

const authorise: Decide<AuthoriseRefund> = (refund, command, { actor, facts }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-authorises-refunds');
  if (refund.phase !== 'none') return nothing();
  const { refundId, disputeId, orderId, buyer, supplier, origin, determined, amount } = command;
  const subject = { refundId, disputeId, orderId, buyer, supplier, amount };
  if (!isPositive(fromData(amount)))
    return happened({ type: 'refund.not-due.v1', data: { ...subject, origin, determined } });
  const paymentId = facts?.paymentId ?? null;
  if (paymentId === null) return refuse('no-payment-to-refund', { orderId });
  return happened({ type: 'refund.authorised.v1', data: { ...subject, origin, determined, paymentId } });
};

/** Recorded before the provider is called: after a crash it is asked by the refund's id, and never told to pay under another. */
const submit: Decide<SubmitRefund> = (refund, command, { actor }) =>
  toBePaid(refund, command, actor, (due) => {
    if (due.phase === 'submission-intended' || due.phase === 'submitted') return nothing();
    if (due.phase !== 'authorised' && due.phase !== 'retried') return notIn(due);
    const { paymentId, attempt } = due;
    return happened({ type: 'refund.submission-intended.v1', data: { ...subjectOf(due), paymentId, attempt } });
  });

const recordSubmitted: Decide<RecordRefundSubmitted> = (refund, command, { actor }) =>
  toBePaid(refund, command, actor, (due) => {
    const { transaction } = command;
    // What comes late, or again, changes nothing.
    if (due.phase === 'submitted' || due.phase === 'succeeded')
      return due.transaction === transaction ? nothing() : otherTransaction(due.transaction, transaction);
    if (due.phase !== 'submission-intended') return notIn(due);
    return happened({ type: 'refund.submitted.v1', data: { ...subjectOf(due), transaction } });
  });

/** The provider's word; or an operator's who has paid by other means what the provider could not. */
const recordSucceeded: Decide<RecordRefundSucceeded> = (refund, command, { actor }) => {
  const { transaction } = command;
  if (actor.role === 'operator') {
    if (refund.phase === 'none') return refuse('unknown-refund', { refundId: command.refundId });
    if (refund.phase === 'succeeded' && refund.transaction === transaction) return nothing();
    if (refund.phase !== 'manual-review') return notIn(refund);
    return happened({ type: 'refund.succeeded.v1', data: { ...subjectOf(refund), transaction } });
  }
  return toBePaid(refund, command, actor, (due) => {
    if ((due.phase === 'submitted' || due.phase === 'succeeded') && due.transaction !== transaction)
      return otherTransaction(due.transaction, transaction);
    if (due.phase === 'succeeded') return nothing();
    if (due.phase !== 'submission-intended' && due.phase !== 'submitted') return notIn(due);
    return happened({ type: 'refund.succeeded.v1', data: { ...subjectOf(due), transaction } });
  });
};

const recordFailed: Decide<RecordRefundFailed> = (refund, command, { actor }) =>
  toBePaid(refund, command, actor, (due) => {
    const { transaction, reason, retriable } = command;
    if (due.phase === 'failed' && due.transaction === transaction) return nothing();
    if (due.phase === 'submitted' && due.transaction !== transaction)
      return otherTransaction(due.transaction, transaction);
    if (due.phase !== 'submission-intended' && due.phase !== 'submitted') return notIn(due);
    const { attempt } = due;
    return happened({ type: 'refund.failed.v1', data: { ...subjectOf(due), attempt, transaction, reason, retriable } });
  });

/** The saga tries again where that may help; an operator may whenever he has looked. */
const retry: Decide<RetryRefund> = (refund, command, { actor }) => {
  const byOperator = actor.role === 'operator';
  if (!byOperator && !isPlatform(actor)) return refuse('only-an-operator-retries-a-refund');
  if (refund.phase === 'none') return refuse('unknown-refund', { refundId: command.refundId });
  if (refund.phase === 'retried') return nothing();
  const possible = refund.phase === 'failed' || (byOperator && refund.phase === 'manual-review');
  if (!possible) return notIn(refund);
  if (refund.phase === 'failed' && !byOperator && !refund.retriable) return refuse('refund-not-retriable');
  const by = byOperator ? 'operator' : 'platform';
  return happened({ type: 'refund.retried.v1', data: { ...subjectOf(refund), attempt: refund.attempt + 1, by } });
};

/** After a failure that trying again does not mend, or where nobody could be asked to pay. */
const sendToManualReview: Decide<SendRefundToManualReview> = (refund, command, { actor }) =>
  toBePaid(refund, command, actor, (due) => {
    if (due.phase === 'manual-review') return nothing();
    if (due.phase !== 'failed' && due.phase !== 'authorised' && due.phase !== 'retried') return notIn(due);
    const { attempt } = due;
    const { reason } = command;
    return happened({ type: 'refund.sent-to-manual-review.v1', data: { ...subjectOf(due), attempt, reason } });
  });

/** A step of the platform's with money that is to go back. */
function toBePaid(
  refund: Refund,
  { refundId }: RefundCommand,
  actor: Actor,
  step: (due: Due) => Decision<RefundEvent>,
): Decision<RefundEvent> {
  if (!isPlatform(actor)) return refuse('only-the-platform-pays-refunds');
  if (refund.phase === 'none') return refuse('unknown-refund', { refundId });
  return refund.phase === 'not-due' ? notIn(refund) : step(refund);
}

/** Why a refund cannot do something where it stands: the code names the phase. */
const notIn = ({ phase }: Refund): Refusal => refuse(`refund-${phase}`);

const otherTransaction = (known: string, told: string | null): Refusal =>
  refuse('refund-of-another-transaction', { known, told });

export const decide = decideBy<Refund, RefundCommand, RefundEvent, Context>({
  'authorise-refund': authorise,
  'submit-refund': submit,
  'record-refund-submitted': recordSubmitted,
  'record-refund-succeeded': recordSucceeded,
  'record-refund-failed': recordFailed,
  'retry-refund': retry,
  'send-refund-to-manual-review': sendToManualReview,
});
