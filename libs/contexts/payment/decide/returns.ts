import {
  fromData,
  happened,
  isLess,
  isPlatform,
  isPositive,
  nothing,
  refuse,
  subtract,
  toData,
  type Actor,
  type Decision,
  type Money,
  type MoneyData,
  type Refusal,
} from '#kernel';
import type {
  AuthoriseReturn,
  RecordReturnSucceeded,
  RecordReturnFailed,
  RecordReturnSubmitted,
  SubmitReturn,
} from '../commands.js';
import type { PaymentEvent } from '../events.js';
import { subjectOf, type ArrivedPayment, type Payment, type Return } from '../state.js';
import { returnIdOf, type ReturnCause } from '../vocabulary.js';
import { withoutMoney, type Decide } from './common.js';

type ReturnCommand =
  AuthoriseReturn | SubmitReturn | RecordReturnSubmitted | RecordReturnSucceeded | RecordReturnFailed;

/** What the order has not taken goes back without anybody's asking; after a refusal for good an operator decides. */
export const authoriseReturn: Decide<AuthoriseReturn> = (payment, command, { actor, now }) => {
  if (!isPlatform(actor) && actor.role !== 'operator') return refuse('only-the-platform-returns-money');
  const arrived = arrivedIn(payment, command);
  if ('kind' in arrived) return arrived;
  const before = arrived.returns[command.cause];
  if (before !== undefined && before.status !== 'failed' && before.status !== 'refused') return nothing();
  if (before?.status === 'refused' && isPlatform(actor)) return refuse('return-in-manual-review');
  const amount = before?.amount ?? amountOf(arrived, command);
  if ('kind' in amount) return amount;
  return happened({
    type: 'payment.return-authorised.v1',
    data: { ...told(arrived, command.cause, amount), authorisedAt: now },
  });
};

/** The authorisation is the intention that this carries out. */
export const submitReturn: Decide<SubmitReturn> = (payment, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-submits-returns');
  const { back } = returnIn(payment, command) ?? {};
  if (back === undefined || back.status === 'failed' || back.status === 'refused')
    return notAuthorised(payment, command);
  return nothing();
};

export const recordReturnSubmitted: Decide<RecordReturnSubmitted> = (payment, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-submits-returns');
  const found = returnIn(payment, command);
  if (found === undefined) return notAuthorised(payment, command);
  const { arrived, back } = found;
  if (back.status === 'submitted' || back.status === 'returned') return nothing();
  if (back.status !== 'authorised') return notAuthorised(payment, command);
  const { cause, transaction } = command;
  return happened({
    type: 'payment.return-submitted.v1',
    data: { ...told(arrived, cause, back.amount), transaction, submittedAt: now },
  });
};

/** By the provider; by an operator who has sent the money himself, when the provider's way is closed for good. */
export const recordReturnSucceeded: Decide<RecordReturnSucceeded> = (payment, command, { actor, now }) => {
  if (!isStaff(actor)) return refuse('only-the-platform-returns-money');
  const found = returnIn(payment, command);
  if (found === undefined) return notAuthorised(payment, command);
  const { arrived, back } = found;
  if (back.status === 'returned') return nothing();
  const byHand = !isPlatform(actor);
  if (byHand && back.status !== 'refused') return refuse('return-under-way', { status: back.status });
  const { cause, transaction } = command;
  return happened({
    type: 'payment.returned.v1',
    data: {
      ...told(arrived, cause, back.amount),
      transaction,
      by: byHand ? 'operator' : 'provider',
      returnedAt: now,
    },
  });
};

export const recordReturnFailed: Decide<RecordReturnFailed> = (payment, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-returns-money');
  const found = returnIn(payment, command);
  if (found === undefined) return notAuthorised(payment, command);
  const { arrived, back } = found;
  if (back.status === 'returned') return refuse('return-already-made');
  // One that failed may yet be given up; one that was given up stays an operator's.
  if (back.status === 'refused' || (back.status === 'failed' && command.retriable)) return nothing();
  const { cause, reason, retriable } = command;
  return happened({
    type: 'payment.return-failed.v1',
    data: { ...told(arrived, cause, back.amount), reason, retriable, failedAt: now },
  });
};

const isStaff = (actor: Actor): boolean => isPlatform(actor) || actor.role === 'operator';

/** Money that the order has decided on; before that it is too early to say what goes back. */
function arrivedIn(payment: Payment, command: ReturnCommand): ArrivedPayment | Refusal {
  if (payment.phase === 'arrived') return refuse('return-too-early', { phase: payment.phase });
  return payment.phase === 'allocated' || payment.phase === 'unmatched' ? payment : withoutMoney(payment, command);
}

function returnIn(
  payment: Payment,
  { cause }: ReturnCommand,
): { readonly arrived: ArrivedPayment; readonly back: Return } | undefined {
  if (payment.phase !== 'allocated' && payment.phase !== 'unmatched') return undefined;
  const back = payment.returns[cause];
  return back && { arrived: payment, back };
}

function notAuthorised(payment: Payment, command: ReturnCommand): Decision<PaymentEvent> {
  const arrived = arrivedIn(payment, command);
  return 'kind' in arrived ? arrived : refuse('return-not-authorised', { cause: command.cause });
}

function amountOf(payment: ArrivedPayment, { cause, amount }: AuthoriseReturn): Money | Refusal {
  if (cause === 'cancellation') return ofAllocated(payment, amount);
  const idle = Object.values(payment.returns)
    .filter(({ status }) => status !== 'returned')
    .reduce((left, back) => subtract(left, back.amount), payment.awaiting);
  const fits = payment.phase === (cause === 'unmatched' ? 'unmatched' : 'allocated');
  return fits && isPositive(idle) ? idle : refuse('nothing-to-return', { cause });
}

function ofAllocated({ phase, allocated }: ArrivedPayment, amount: MoneyData | undefined): Money | Refusal {
  const asked = amount === undefined ? allocated : fromData(amount);
  if (phase !== 'allocated' || !isPositive(asked)) return refuse('nothing-to-return', { cause: 'cancellation' });
  return isLess(allocated, asked)
    ? refuse('more-than-allocated', { allocated: toData(allocated), asked: toData(asked) })
    : asked;
}

/** What every event says of a return. */
const told = ({ arrival }: ArrivedPayment, cause: ReturnCause, amount: Money) => ({
  ...subjectOf(arrival),
  returnId: returnIdOf(arrival.paymentId, cause),
  cause,
  returning: toData(amount),
});
