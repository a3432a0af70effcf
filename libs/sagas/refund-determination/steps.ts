import {
  add,
  fromData,
  isLess,
  isPositive,
  recourseId,
  refundId,
  remain,
  send,
  subtract,
  to,
  toData,
  zero,
  type DeadlineOrder,
  type MoneyData,
  type Reaction,
  type RefundId,
} from '#kernel';
import type { CoverageCommand } from '#contexts/coverage';
import type { DisputeCommand } from '#contexts/dispute';
import { excessOf, type RecourseCommand } from '#contexts/recourse';
import type { RefundCommand } from '#contexts/refund';
import type { Paying, RefundDeterminationState } from './state.js';

export type Sent =
  | Extract<CoverageCommand, { type: 'consume-cover' }>
  | Extract<
      RefundCommand,
      { type: 'authorise-refund' | 'submit-refund' | 'retry-refund' | 'send-refund-to-manual-review' }
    >
  | Extract<RecourseCommand, { type: 'claim-recourse' }>
  | Extract<DisputeCommand, { type: 'close-dispute' }>;

type Step = Reaction<RefundDeterminationState>;

export const refundOf = ({ disputeId, round }: Pick<Paying, 'disputeId' | 'round'>): RefundId =>
  refundId(`${disputeId}-${round}`);

/** What was determined, or agreed on, before anything of it is carried out. */
export const caseOf = (
  { disputeId, orderId, buyer, supplier }: Pick<Paying, 'disputeId' | 'orderId' | 'buyer' | 'supplier'>,
  amount: MoneyData,
): Omit<Paying, 'origin' | 'appeal'> => {
  const figures = { round: 1, determined: amount, asked: amount, refunded: nothingOf(amount), failures: 0, next: null };
  return { step: 'consuming', disputeId, orderId, buyer, supplier, ...figures };
};

/** A refund of this much begins: first the cover, so that what is authorised is consumed. */
export function begin(state: Paying, asked: MoneyData, reason: string): Step {
  const { disputeId, orderId, supplier: supplierId } = state;
  const beginning = { ...state, asked, failures: 0 };
  // A determination of nothing takes nothing; that no refund is due is recorded all the same.
  if (!isPositive(fromData(asked))) return authorise(beginning, asked, reason);
  const about = { supplierId, orderId, disputeId, refundId: refundOf(state), amount: asked };
  return send({ ...beginning, step: 'consuming' }, reason, to(supplierId, { type: 'consume-cover', ...about }));
}

/** @param amount what is payable; cover for it has been consumed. */
export function authorise(state: Paying, amount: MoneyData, reason: string): Step {
  const { disputeId, orderId, buyer, supplier, origin, asked: determined } = state;
  const id = refundOf(state);
  const parties = { disputeId, orderId, buyer, supplier };
  const command: Sent = { type: 'authorise-refund', refundId: id, ...parties, origin, determined, amount };
  const refunded = toData(add(fromData(state.refunded), fromData(amount)));
  return send({ ...state, step: 'authorising', refunded }, reason, to(id, command));
}

/** What was called back about the try before does not count for this one. */
export function submit({ calledBack: _, ...state }: Paying, reason: string): Step {
  const id = refundOf(state);
  return send({ ...state, step: 'submitting' }, reason, to(id, { type: 'submit-refund', refundId: id }));
}

export function review(state: Paying, why: string, reason: string): Step {
  const id = refundOf(state);
  const command: Sent = { type: 'send-refund-to-manual-review', refundId: id, reason: why };
  return send({ ...state, step: 'in-review' }, reason, to(id, command));
}

/** The money is with the buyer: the platform claims it from the supplier, and goes on. */
export function paid(state: Paying, amount: MoneyData): Step {
  const { disputeId, orderId, buyer, supplier } = state;
  const id = refundOf(state);
  const about = { disputeId, refundId: id, orderId, buyer, supplier, amount };
  const recourse: Sent = { type: 'claim-recourse', recourseId: recourseId(id), against: 'supplier', ...about };
  const next = goOn(state, 'The buyer has his money: it is claimed from the supplier.');
  return { ...next, commands: [to(recourseId(id), recourse), ...next.commands] };
}

/** This refund has ended. What an appeal has given meanwhile comes next; then, once there is no appeal any more, the end. */
export function goOn(state: Paying, reason: string): Step {
  if (state.next !== null) return afterAppeal(state, state.next, reason);
  if (state.appeal === 'none' || state.appeal === 'over') return close(state, reason);
  return remain({ ...state, step: 'paid' }, reason);
}

/** Raised: the difference is refunded, as far as it is payable. Lowered: the buyer has to give it back. Nothing is undone. */
export function afterAppeal(state: Paying, amount: MoneyData, reason: string): Step {
  const has = fromData(state.refunded);
  const gets = fromData(amount);
  const decided: Paying = { ...state, determined: amount, next: null, appeal: 'over', origin: 'appeal' };
  if (isLess(has, gets)) {
    const more = toData(subtract(gets, has));
    return begin({ ...decided, round: state.round + 1 }, more, `${reason} The appeal has raised it.`);
  }
  if (!isLess(gets, has)) return close(decided, `${reason} The appeal has changed nothing of what was refunded.`);
  const { disputeId, orderId, buyer, supplier } = state;
  const id = refundOf(state);
  const about = { disputeId, refundId: id, orderId, buyer, supplier, amount: toData(subtract(has, gets)) };
  const excess = excessOf(id);
  const claim: Sent = { type: 'claim-recourse', recourseId: excess, against: 'buyer', ...about };
  const next = close(decided, `${reason} The appeal has lowered it: the difference is claimed from the buyer.`);
  return { ...next, commands: [to(excess, claim), ...next.commands] };
}

function close(state: Paying, reason: string): Step {
  const { disputeId, determined, refunded } = state;
  const command: Sent = { type: 'close-dispute', disputeId, determined, refunded };
  return send({ ...state, step: 'closing' }, reason, to(disputeId, command));
}

export const nothingOf = ({ currency }: MoneyData): MoneyData =>
  toData(zero(fromData({ minor: '0', currency }).currency));

export const withDeadlines = (step: Step, ...deadlines: readonly DeadlineOrder[]): Step => ({
  ...step,
  deadlines: [...step.deadlines, ...deadlines],
});
