import { fromData, zero, type MoneyData, type PaymentId, type Purpose } from '#kernel';
import type { DataOf } from '../events.js';
import { isOpen, type Bound, type BoundOrder, type Open, type Order, type TakenPayment } from '../state.js';
import { phaseOf } from '../standing.js';

export function afterAllocation(order: Open, data: DataOf<'order.payment-allocated.v1'>): Open {
  const { paymentId, purpose, allocatedInAll, complete, allocatedAt } = data;
  const allocated = fromData(data.allocated);
  const nothing = zero(allocated.currency);
  const payment = { paymentId, purpose, allocated, reversed: nothing, returned: nothing, toReturn: nothing };
  const completedAt = purpose === 'initial' && complete ? (allocatedAt ?? null) : null;
  return placed({
    ...order,
    debts: debtsWith(order, purpose, allocatedInAll),
    payments: [...order.payments, payment],
    initialCompletedAt: order.initialCompletedAt ?? completedAt,
  });
}

/** An order that has ended stays where it is; its figures follow all the same, for refunds are taken from them. */
export function afterReversal(order: BoundOrder, data: DataOf<'order.payment-reversed.v1'>): Order {
  const after = {
    ...order,
    debts: debtsWith(order, data.purpose, data.allocatedInAll),
    payments: paymentsWith(order, data.paymentId, { reversed: fromData(data.reversedInAll) }),
  };
  return isOpen(after) ? placed(after) : after;
}

export const afterReturn = (order: BoundOrder, data: DataOf<'order.return-recorded.v1'>): Order => ({
  ...order,
  debts: debtsWith(order, data.purpose, data.allocatedInAll),
  payments: paymentsWith(order, data.paymentId, { returned: fromData(data.returnedInAll) }),
});

export function afterWaiver(order: Open, data: DataOf<'order.shortfall-waived.v1'>): Open {
  const { purpose, waivedInAll, waivedAt, complete } = data;
  const debts = { ...order.debts, [purpose]: { ...order.debts[purpose], waived: fromData(waivedInAll) } };
  const completedAt = purpose === 'initial' && complete ? waivedAt : null;
  return placed({ ...order, debts, initialCompletedAt: order.initialCompletedAt ?? completedAt });
}

export const afterTransferDeclared = (order: Open, data: DataOf<'order.transfer-declared.v1'>): Open => ({
  ...order,
  payUntil: data.payUntil,
  declared: [...order.declared, data.paymentId],
});

/** In the phase that its debts and its goods make. */
export const placed = (order: Open): Open => {
  const phase = phaseOf(order);
  // Once it is paid, the operators are done with it: it may be left to them anew.
  return { ...order, phase, leftToOperators: order.leftToOperators && phase === 'confirmed' };
};

const debtsWith = ({ debts }: Bound, purpose: Purpose, allocatedInAll: MoneyData): Bound['debts'] => ({
  ...debts,
  [purpose]: { ...debts[purpose], allocated: fromData(allocatedInAll) },
});

const paymentsWith = (
  { payments }: Bound,
  paymentId: PaymentId,
  changes: Partial<TakenPayment>,
): readonly TakenPayment[] => payments.map((each) => (each.paymentId === paymentId ? { ...each, ...changes } : each));
