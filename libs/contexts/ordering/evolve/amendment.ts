import { fromData } from '#kernel';
import type { DataOf } from '../events.js';
import { termsOf, type Open } from '../state.js';
import { placed } from './money.js';

export const withAmendment = (
  order: Open,
  { by, contract, contractHash, shipByEnd, lapsesAt }: DataOf<'order.amendment-proposed.v1'>,
): Open => ({ ...order, amendment: { by, terms: termsOf(contract, shipByEnd), contractHash, lapsesAt } });

/** The proposed terms bind. What has arrived, left and been said stays; the cover is known again once it is adjusted. */
export function amended(order: Open, data: DataOf<'order.amended.v1'>): Open {
  const { amendment } = order;
  if (amendment?.contractHash !== data.contractHash) throw new TypeError('An order was amended as nobody had proposed');
  const { terms, contractHash } = amendment;
  const { initial, balance } = order.debts;
  return placed({
    ...order,
    terms,
    contractHash,
    amendment: null,
    cover: data.coverChanges ? { status: 'reserving' } : order.cover,
    debts: {
      initial: { ...initial, due: fromData(data.initial.due) },
      balance: { ...balance, due: fromData(data.balance.due) },
    },
    initialCompletedAt: order.initialCompletedAt ?? (data.initial.complete ? data.amendedAt : null),
    undispatched: data.undispatched,
  });
}
