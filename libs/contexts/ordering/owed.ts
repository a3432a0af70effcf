import type { Money, Purpose } from '#kernel';
import { isSettled, shortfallOf } from './debt.js';
import { isOpen, type Order } from './state.js';

/** What an order takes for one purpose at the moment; what a payment needs to know before it begins. */
export type Owed =
  | { readonly payable: true; readonly outstanding: Money; readonly ruleSet: string }
  /** @param whyNot the code with which the order would refuse the money. */
  | { readonly payable: false; readonly whyNot: string };

/** By the same rules as the allocation of money that has arrived; it does not bind it. Null when there is no such order. */
export function owedFor(order: Order, purpose: Purpose): Owed | null {
  if (order.phase === 'none') return null;
  if (order.phase === 'drafted' || order.phase === 'submitted') return not('order-not-confirmed');
  if (!isOpen(order)) return not(`order-${order.phase}`);
  const { debts, cover, ruleSet } = order;
  if (purpose === 'balance' && !isSettled(debts.initial)) return not('initial-payment-incomplete');
  const debt = debts[purpose];
  if (isSettled(debt)) return not('already-paid');
  if (cover.status === 'reserving' || (cover.status === 'reduced' && !cover.acknowledged))
    return not('cover-not-settled');
  return { payable: true, outstanding: shortfallOf(debt), ruleSet };
}

const not = (whyNot: string): Owed => ({ payable: false, whyNot });
