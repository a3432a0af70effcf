import type { Actor } from '#kernel';
import { TRANSFER_TERMS, transferTerms } from '#contexts/transfer-terms';
import type { Engine } from '#platform';
import { moneyFor, viewFor, type MoneyView, type OrderStatusDoc, type OrderStatusView } from '../order-status/index.js';

export type OrderStatusPage = Omit<OrderStatusDoc, keyof MoneyView> & OrderStatusView & MoneyView;

/** The document, with what depends on who reads it, when, and what operators know of transfers by then. */
export async function statusPage(
  { clock, pipeline }: Pick<Engine, 'clock' | 'pipeline'>,
  doc: OrderStatusDoc,
  actor: Actor,
): Promise<OrderStatusPage> {
  const { state: transfers } = await pipeline.load(transferTerms, TRANSFER_TERMS);
  const now = clock.now();
  return { ...doc, ...viewFor(doc, { actor, now }), ...moneyFor(doc, { now, transfers }) };
}
