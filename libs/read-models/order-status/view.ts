import { actsAs, type Actor, type Instant, type Side } from '#kernel';
import type { OrderStatusDoc } from './doc.js';
import { WHY_NOT, type OrderAct } from './why-not.js';

/** What the caller could do with the order, and why not now: the code with which the command would be refused. */
export interface PossibleAct {
  readonly act: OrderAct;
  readonly allowed: boolean;
  /** `already-done` where the command would change nothing; null when it is allowed. */
  readonly whyNot: string | null;
}

export interface OrderStatusView {
  /** Of the caller's side, in the order of an order's life; none for those who are no party. */
  readonly acts: readonly PossibleAct[];
  /** The next step is the caller's. */
  readonly yourMove: boolean;
  /** The next step's time is over; deadlines are half-open. */
  readonly overdue: boolean;
}

/** What depends on who reads the page and when. Pure: the same document, caller and moment give the same view. */
export function viewFor(
  doc: OrderStatusDoc,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): OrderStatusView {
  const side = sideOf(doc, actor);
  const due = doc.next?.by ?? null;
  return {
    acts: side === null ? [] : ACTS[side].map((act) => possible(act, WHY_NOT[act](doc, side, now))),
    yourMove: side !== null && isMoveOf(doc, side),
    overdue: due !== null && now >= due,
  };
}

const ACTS: Readonly<Record<Side, readonly OrderAct[]>> = {
  buyer: [
    'revise-order',
    'submit-order',
    'confirm-order',
    'cancel-order',
    'propose-amendment',
    'accept-amendment',
    'reject-amendment',
    'propose-cancellation',
    'accept-cancellation',
    'reject-cancellation',
    'acknowledge-reduced-cover',
    'pay-initial',
    'pay-balance',
    'confirm-receipt',
    'remind-supplier',
    'give-feedback',
    'revise-feedback',
  ],
  supplier: [
    'revise-order',
    'submit-order',
    'confirm-order',
    'cancel-order',
    'propose-amendment',
    'accept-amendment',
    'reject-amendment',
    'propose-cancellation',
    'accept-cancellation',
    'reject-cancellation',
    'give-ready-notice',
    'waive-shortfall',
    'dispatch-shipment',
  ],
};

const possible = (act: OrderAct, whyNot: string | null): PossibleAct => ({ act, allowed: whyNot === null, whyNot });

function sideOf({ buyer, supplier }: OrderStatusDoc, actor: Actor): Side | null {
  if (actsAs(actor, 'buyer', buyer)) return 'buyer';
  return actsAs(actor, 'supplier', supplier) ? 'supplier' : null;
}

function isMoveOf({ next }: OrderStatusDoc, side: Side): boolean {
  switch (next?.whose) {
    case 'buyer':
    case 'supplier':
      return next.whose === side;
    case 'either':
    case 'both':
      return true;
    case 'platform':
    case undefined:
      return false;
  }
}
