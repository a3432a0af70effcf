import {
  add,
  type CoverageType,
  type Currency,
  type Instant,
  type LineQuantity,
  type LocalDate,
  type Money,
  type OrderId,
  type OrderPhase,
  type OrganisationId,
} from '#kernel';
import { isSettled } from './debt.js';
import { isBound, type Order, type SentBatch } from './state.js';
import { allDispatchedAt, netOf } from './standing.js';

interface Parties {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}

/** What the payment context must know of an order: plain values, for its handler. Null when there is no such order. */
export function payableOrder(order: Order): (Parties & { readonly currency: Currency }) | null {
  if (order.phase === 'none') return null;
  const { buyer, supplier, initialPayment } = order.terms;
  return { buyer, supplier, currency: initialPayment.currency };
}

/** The same for the shipment context. */
export function shippableOrder(
  order: Order,
): (Parties & { readonly phase: OrderPhase; readonly undispatched: readonly LineQuantity[] }) | null {
  if (order.phase === 'none') return null;
  const { buyer, supplier } = order.terms;
  return { buyer, supplier, phase: order.phase, undispatched: undispatchedOf(order) };
}

function undispatchedOf(order: Exclude<Order, { phase: 'none' }>): readonly LineQuantity[] {
  switch (order.phase) {
    case 'drafted':
    case 'submitted':
      return order.terms.lines;
    case 'confirmed':
    case 'in-performance':
    case 'awaiting-receipt':
      return order.undispatched;
    case 'completed':
    case 'cancelled':
    case 'expired':
    case 'closed-by-dispute':
      return []; // all has left, or nothing will
  }
}

/** What a dispute, its windows and its refund must know of an order. */
export interface DisputableOrder extends Parties {
  readonly orderId: OrderId;
  readonly phase: OrderPhase;
  readonly ruleSet: string;
  readonly coverageType: CoverageType;
  readonly currency: Currency;
  readonly shipBy: LocalDate;
  /** The first moment that is no longer the ship-by day, in the contract's zone or in UTC. */
  readonly shipByEnd: Instant;
  readonly total: Money;
  readonly initialPayment: {
    readonly due: Money;
    /** Nothing of it is owed at the moment. */
    readonly complete: boolean;
    /** When it was complete for the first time; a later reversal does not change that. */
    readonly completedAt: Instant | null;
  };
  /** Allocated − reversed − returned. */
  readonly net: { readonly initial: Money; readonly all: Money };
  readonly readyNoticeAt: Instant | null;
  /** Requested and not answered. */
  readonly unansweredChecks: number;
  readonly batches: readonly Pick<SentBatch, 'shipmentId' | 'dispatchedAt' | 'lines'>[];
  readonly allDispatchedAt: Instant | null;
  readonly undispatched: readonly LineQuantity[];
}

/** Null where there is nothing to dispute: no such order, or one that never bound both sides. */
export function disputableOrder(order: Order): DisputableOrder | null {
  if (!isBound(order)) return null;
  const { id: orderId, phase, ruleSet, terms, debts, undispatched, readyNoticeAt, openChecks } = order;
  const { buyer, supplier, coverageType, shipBy, shipByEnd, initialPayment, balance } = terms;
  const { due } = debts.initial;
  return {
    orderId,
    buyer,
    supplier,
    phase,
    ruleSet,
    coverageType,
    currency: due.currency,
    shipBy,
    shipByEnd,
    total: add(initialPayment, balance),
    initialPayment: { due, complete: isSettled(debts.initial), completedAt: order.initialCompletedAt },
    net: { initial: netOf(order, 'initial'), all: netOf(order) },
    readyNoticeAt,
    unansweredChecks: openChecks.length,
    batches: order.batches.map(({ shipmentId, dispatchedAt, lines }) => ({ shipmentId, dispatchedAt, lines })),
    allDispatchedAt: allDispatchedAt(order),
    undispatched,
  };
}
