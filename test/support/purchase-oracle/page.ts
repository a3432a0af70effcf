import type { OrderStatusAnswer } from '#read-models/nest';
import { daysAfter } from './calendar.js';
import type { ContractFigures } from './contract.js';
import { usd } from './figures.js';
import type { Row } from './tables.js';

/** What becomes of an order's cover, and of the order. Cents. */
export interface Fate {
  readonly status: string;
  /** Null where no cover was asked for. */
  readonly granted: bigint | null;
  readonly disputes: readonly object[];
}

export function pageOf(order: Row, vendor: Row, contract: ContractFigures, { status, granted, disputes }: Fate) {
  const { total, initial, batch } = contract;
  const on = order['order_date']!;
  const shippedOn = order['ship_date']!;
  const complete = order['status'] === 'complete';
  const rejected = order['status'] === 'rejected';
  const confirmedOn = rejected ? null : on;
  const reduced = granted !== null && granted < total;
  const debt = (due: bigint) => ({
    due: usd(due),
    arrived: usd(complete ? due : 0n),
    complete: complete || due === 0n,
    waived: usd(0n),
  });
  const arrival = (purpose: string, amount: bigint, day: string) => ({
    ...{ purpose, method: 'tt', amount: usd(amount), on: day },
    outcome: { kind: 'allocated', allocated: usd(amount), excess: usd(0n) },
  });
  return {
    status,
    buyer: `buyer-${order['buyer_id']}`,
    supplier: `vendor-${order['vendor_id']}`,
    supplierName: vendor['name'],
    account: vendor['account_number'],
    draftedOn: on,
    confirmedOn: [confirmedOn, confirmedOn],
    confirmBy: daysAfter(on, 30),
    payBy: rejected ? null : daysAfter(on, 60),
    lines: contract.lines,
    charges: [
      { kind: 'tax', amount: usd(contract.tax) },
      { kind: 'shipping', amount: usd(contract.freight) },
    ],
    total: usd(total),
    shipBy: contract.shipBy,
    cover: {
      ...{ type: 'post-delivery', base: usd(total) },
      requested: granted === null ? null : usd(total),
      granted: granted === null ? null : usd(granted),
      ...{ reduced, acknowledged: reduced },
    },
    payments: { initial: debt(initial), balance: debt(total - initial) },
    arrivals: complete ? [arrival('initial', initial, on), arrival('balance', total - initial, shippedOn)] : [],
    undispatched: complete ? [] : batch,
    shipments: complete
      ? [{ lines: batch, carrier: order['ship_method'], dispatchedOn: shippedOn, deliveredOn: shippedOn }]
      : [],
    disputes,
    cancelledOn: rejected ? on : null,
  };
}

/** The same things of a status page as the server shows it; days instead of moments. */
export function seenOf(page: OrderStatusAnswer): object {
  const { status, buyer, supplier, supplierName, contract, payments, undispatched } = page;
  const { charges, total, shipBy } = contract;
  const { type, base, requested, granted, reduced, acknowledged } = page.cover;
  return {
    ...{ status, buyer, supplier, supplierName, charges, total, shipBy, payments, undispatched },
    cover: { type, base, requested, granted, reduced, acknowledged },
    account: page.designatedAccount.number,
    draftedOn: dayOf(page.draftedAt),
    confirmedOn: [dayOf(page.confirmations.buyer), dayOf(page.confirmations.supplier)],
    confirmBy: dayOf(page.confirmBy),
    payBy: dayOf(page.payBy),
    lines: contract.lines.map(({ product, quantity, unitPrice, amount }) => ({ product, quantity, unitPrice, amount })),
    arrivals: page.arrivals.map(({ purpose, method, amount, arrivedAt, outcome }) => {
      return { purpose, method, amount, on: dayOf(arrivedAt), outcome };
    }),
    shipments: page.shipments.map(({ lines, carrier, dispatchedAt, deliveredAt }) => {
      return { lines, carrier, dispatchedOn: dayOf(dispatchedAt), deliveredOn: dayOf(deliveredAt) };
    }),
    disputes: page.disputes.map(({ status: stands, outcome, refunded }) => ({ status: stands, outcome, refunded })),
    cancelledOn: dayOf(page.cancelled?.at ?? null),
  };
}

const dayOf = (moment: string | null): string | null => moment?.slice(0, 10) ?? null;
