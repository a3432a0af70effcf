import {
  actsAs,
  isThirdParty,
  refuse,
  type Actor,
  type DecisionContext,
  type Instant,
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

const ENDS = ['completed', 'cancelled', 'expired', 'closed-by-dispute'] as const;
type End = (typeof ENDS)[number];

/** Nothing of it is performed any more, and nothing brings it back. */
export const hasEnded = (order: ExistingOrder): order is Extract<ExistingOrder, { readonly phase: End }> =>
  ENDS.some((end) => end === order.phase);

/**
 * Why an order cannot do what only one in the phase `needed` can: `order-cancelled`, `order-completed` and so on are ends,
 * otherwise `order-not-<needed>` says where it would have to be and the fact `phase` where it is.
 */
export const notIn = (needed: OrderPhase, order: ExistingOrder): Refusal =>
  hasEnded(order) ? refuse(`order-${order.phase}`) : refuse(`order-not-${needed}`, { phase: order.phase });

/**
 * What was to happen by itself at `dueAt` was asked for before. It is a final answer, with the moment at which to ask again: the
 * moment may have moved by months, for which no command should wait.
 */
export const notDue = (dueAt: Instant): Refusal => refuse('not-due', { dueAt });

type Subject = Pick<OrderEvent['data'], 'orderId' | 'buyer' | 'supplier'>;

/** What every event says about the order it is of. */
export const subjectOf = ({ id, terms }: ExistingOrder): Subject => ({
  orderId: id,
  buyer: terms.buyer,
  supplier: terms.supplier,
});
