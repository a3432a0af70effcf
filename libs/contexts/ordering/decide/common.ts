import {
  actsAs,
  isThirdParty,
  refuse,
  type Actor,
  type DecisionContext,
  type OrderPhase,
  type Refusal,
  type Rule,
  type Side,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { OrderCommand } from '../commands.js';
import type { OrderEvent } from '../events.js';
import type { ExistingOrder, Order, OrderFacts, Terms } from '../state.js';

export type Context = DecisionContext<RuleSet, OrderFacts>;
export type Decide<C extends OrderCommand> = Rule<Order, C, OrderEvent, Context>;

/** The side that the actor acts for; null for everybody else. */
export function sideOf(actor: Actor, parties: Pick<Terms, 'buyer' | 'supplier'>): Side | null {
  if (actsAs(actor, 'buyer', parties.buyer)) return 'buyer';
  return actsAs(actor, 'supplier', parties.supplier) ? 'supplier' : null;
}

/** Whoever is not in it may not learn that there is such an order. */
export const isHiddenFrom = (order: Order, actor: Actor): boolean =>
  order.phase !== 'none' && isThirdParty(actor, order.terms);

export const unknownOrder = ({ orderId }: OrderCommand): Refusal => refuse('unknown-order', { orderId });

/**
 * Why an order cannot do what only one in the phase `needed` can: `order-cancelled` and `order-completed` are ends,
 * otherwise `order-not-<needed>` says where it would have to be and the fact `phase` where it is.
 */
export function notIn(needed: OrderPhase, { phase }: ExistingOrder): Refusal {
  return phase === 'cancelled' || phase === 'completed'
    ? refuse(`order-${phase}`)
    : refuse(`order-not-${needed}`, { phase });
}

type Subject = Pick<OrderEvent['data'], 'orderId' | 'buyer' | 'supplier'>;

/** What every event says about the order it is of. */
export const subjectOf = ({ id, terms }: ExistingOrder): Subject => ({
  orderId: id,
  buyer: terms.buyer,
  supplier: terms.supplier,
});
