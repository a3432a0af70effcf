import { fromData } from '#kernel';
import type { DataOf } from '../events.js';
import type { Open } from '../state.js';

export const withProposal = (
  order: Open,
  { by, amountToReturn, reason }: DataOf<'order.cancellation-proposed.v1'>,
): Open => ({ ...order, cancellation: { by, amountToReturn: fromData(amountToReturn), reason } });

/** What is to go back is noted with each payment; that it has gone back is told later. */
export const withReturns = (order: Open, { returns }: DataOf<'order.cancellation-accepted.v1'>): Open => {
  const amounts = new Map(returns.map(({ paymentId, amount }) => [paymentId, fromData(amount)]));
  return {
    ...order,
    cancellation: null,
    payments: order.payments.map((each) => ({ ...each, toReturn: amounts.get(each.paymentId) ?? each.toReturn })),
  };
};
