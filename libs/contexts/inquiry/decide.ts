import {
  actsAs,
  decideBy,
  fromData,
  happened,
  isPositive,
  isThirdParty,
  latestDayOnEarth,
  nothing,
  refuse,
  type Actor,
  type DecisionContext,
  type Refusal,
  type Rule,
  type Side,
} from '#kernel';
import type { RuleSet } from '#rules';
import type {
  AnswerInquiry,
  InquiryCommand,
  MatchInquiry,
  OpenInquiry,
  TakeUpInquiry,
  WithdrawInquiry,
} from './commands.js';
import type { InquiryEvent } from './events.js';
import type { Case, Inquiry, InquiryFacts } from './state.js';

type Context = DecisionContext<RuleSet, InquiryFacts>;
type Decide<C extends InquiryCommand> = Rule<Inquiry, C, InquiryEvent, Context>;

/** Whoever is not in the order may not learn that somebody asks about it. */
export const isHiddenFrom = (inquiry: Inquiry, actor: Actor): boolean =>
  inquiry.phase !== 'none' && isThirdParty(actor, inquiry.case);

const open: Decide<OpenInquiry> = (inquiry, command, { actor, facts, now }) => {
  const { inquiryId, orderId, amount, sentOn, reference, bank, note } = command;
  if (inquiry.phase !== 'none') return refuse('inquiry-already-open', { inquiryId });
  const order = facts?.order ?? null;
  if (order === null || isThirdParty(actor, order)) return refuse('unknown-order', { orderId });
  const by = sideOf(actor, order);
  if (by === null) return refuse('only-a-party-opens-an-inquiry');
  if (!isPositive(fromData(amount))) return refuse('amount-not-positive', { amount });
  // What is tomorrow here may be today where the sending bank is.
  if (sentOn > latestDayOnEarth(now)) return refuse('transfer-in-the-future', { sentOn });
  const { buyer, supplier } = order;
  const told = { amount, sentOn, reference, bank, note };
  return happened({
    type: 'inquiry.opened.v1',
    data: { inquiryId, orderId, buyer, supplier, by, ...told, openedAt: now },
  });
};

const takeUp: Decide<TakeUpInquiry> = (inquiry, command, { actor, now }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-works-on-inquiries');
  if (inquiry.phase === 'none') return unknown(command);
  if (inquiry.phase === 'in-work') return nothing();
  if (inquiry.phase !== 'open') return ended(inquiry);
  return happened({ type: 'inquiry.taken-up.v1', data: { ...inquiry.case, takenUpAt: now } });
};

/** The arrival itself is recorded on the payment, by the operator and before: this only says that it was the money asked for. */
const match: Decide<MatchInquiry> = (inquiry, command, { actor, facts, now }) => {
  const { paymentId } = command;
  if (actor.role !== 'operator') return refuse('only-an-operator-works-on-inquiries');
  if (inquiry.phase === 'none') return unknown(command);
  if (inquiry.phase === 'matched' && inquiry.paymentId === paymentId) return nothing();
  if (inquiry.phase === 'open') return refuse('inquiry-not-in-work', { phase: inquiry.phase });
  if (inquiry.phase !== 'in-work') return ended(inquiry);
  const payment = facts?.payment ?? null;
  if (payment === null) return refuse('payment-not-arrived', { paymentId });
  if (payment.orderId !== inquiry.case.orderId) return refuse('payment-of-another-order', { orderId: payment.orderId });
  const { amount } = payment;
  return happened({ type: 'inquiry.matched.v1', data: { ...inquiry.case, paymentId, amount, matchedAt: now } });
};

const answer: Decide<AnswerInquiry> = (inquiry, command, { actor, now }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-works-on-inquiries');
  if (inquiry.phase === 'none') return unknown(command);
  if (inquiry.phase === 'open') return refuse('inquiry-not-in-work', { phase: inquiry.phase });
  if (inquiry.phase !== 'in-work') return ended(inquiry);
  return happened({
    type: 'inquiry.answered.v1',
    data: { ...inquiry.case, answer: command.answer, answeredAt: now },
  });
};

const withdraw: Decide<WithdrawInquiry> = (inquiry, command, { actor, now }) => {
  if (inquiry.phase === 'none' || isThirdParty(actor, inquiry.case)) return unknown(command);
  if (sideOf(actor, inquiry.case) !== inquiry.case.by) return refuse('only-who-opened-it-withdraws-an-inquiry');
  if (inquiry.phase === 'withdrawn') return nothing();
  if (inquiry.phase !== 'open' && inquiry.phase !== 'in-work') return ended(inquiry);
  return happened({ type: 'inquiry.withdrawn.v1', data: { ...inquiry.case, withdrawnAt: now } });
};

const unknown = ({ inquiryId }: InquiryCommand): Refusal => refuse('unknown-inquiry', { inquiryId });
const ended = ({ phase }: Inquiry): Refusal => refuse(`inquiry-${phase}`);

function sideOf(actor: Actor, { buyer, supplier }: Pick<Case, 'buyer' | 'supplier'>): Side | null {
  if (actsAs(actor, 'buyer', buyer)) return 'buyer';
  return actsAs(actor, 'supplier', supplier) ? 'supplier' : null;
}

export const decide = decideBy<Inquiry, InquiryCommand, InquiryEvent, Context>({
  'open-inquiry': open,
  'take-up-inquiry': takeUp,
  'match-inquiry': match,
  'answer-inquiry': answer,
  'withdraw-inquiry': withdraw,
});
