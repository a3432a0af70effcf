import { isThirdParty, refuse, type Actor, type DecisionContext, type Refusal, type Rule } from '#kernel';
import type { RuleSet } from '#rules';
import type { PaymentCommand } from '../commands.js';
import type { PaymentEvent } from '../events.js';
import type { Payment, PaymentFacts } from '../state.js';

export type Context = DecisionContext<RuleSet, PaymentFacts>;
export type Decide<C extends PaymentCommand> = Rule<Payment, C, PaymentEvent, Context>;

/** Whoever is not in the order may not learn that somebody pays for it; what belongs to no order is the staff's. */
export const isHiddenFrom = (payment: Payment, actor: Actor): boolean => {
  if (payment.phase === 'none') return false;
  if (payment.phase === 'stray') return actor.role === 'buyer' || actor.role === 'supplier';
  return isThirdParty(actor, payment.attempt);
};

export const unknownPayment = ({ paymentId }: PaymentCommand): Refusal => refuse('unknown-payment', { paymentId });
export const unknownOrder = (orderId: string): Refusal => refuse('unknown-order', { orderId });

/** Why nothing can be done with the money of a payment that is not there, or not any more. */
export function withoutMoney(payment: Payment, command: PaymentCommand): Refusal {
  switch (payment.phase) {
    case 'none':
    case 'stray':
      return unknownPayment(command);
    case 'initiated':
    case 'declared':
    case 'verifying':
    case 'authorised':
    case 'processing':
    case 'rejected':
    case 'failed':
    case 'expired':
      return refuse('payment-not-arrived', { phase: payment.phase });
    case 'elsewhere':
      return refuse('payment-arrived-elsewhere');
    case 'arrived':
    case 'allocated':
    case 'unmatched':
      return refuse(`payment-${payment.phase}`);
    case 'reversed':
      return refuse('payment-reversed');
  }
}
