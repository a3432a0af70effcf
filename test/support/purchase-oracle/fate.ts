import { days, hours, morning } from './calendar.js';
import { disputeFate, faultsOf, lastDayOf, type DisputeFate } from './dispute.js';
import type { GuaranteeLine } from './guarantee-line.js';
import type { Fate } from './page.js';
import type { Row } from './tables.js';

export interface OrderFate extends Fate {
  readonly dispute: DisputeFate | null;
}

const UNDISPUTED = { disputes: [], dispute: null };

/** Unpaid orders expire 60 days after both have confirmed; cover goes back then, or an hour after 180 days from dispatch. */
export function fateOf(
  order: Row,
  vendor: Row,
  lines: readonly Row[],
  total: bigint,
  line: GuaranteeLine,
  end: number,
): OrderFate {
  if (order['status'] === 'rejected') return { status: 'Cancelled', granted: null, ...UNDISPUTED };
  const confirmed = morning(order['order_date']!);
  if (order['status'] !== 'complete') {
    const expires = confirmed + days(60);
    const { granted } = line.reserve(total, confirmed, expires);
    return { status: expires < end ? 'Expired' : 'Pending payment', granted, ...UNDISPUTED };
  }
  const cover = line.reserve(total, confirmed, morning(order['ship_date']!) + days(180) + hours(1));
  const { granted } = cover;
  const faults = faultsOf(order, lines);
  if (faults[0] + faults[1] === 0n) return { status: 'Completed', granted, ...UNDISPUTED };
  const dispute = disputeFate(order, vendor, faults, granted, end);
  cover.consumed = dispute.refunds.reduce((sum, each) => sum + each, 0n);
  cover.restoredFrom = dispute.restoredFrom;
  const isOver = dispute.phase !== 'determined';
  // Paid when it is determined, although it is final only once nobody can appeal any more.
  const status = cover.consumed > 0n ? 'Refunded' : isOver ? 'Completed' : 'Escalated';
  return { status, granted, disputes: [dispute.onOrder], dispute };
}

/** The last morning on which somebody does something. */
export function lastMorning(
  orders: readonly Row[],
  vendorOf: (order: Row) => Row,
  linesOf: (order: Row) => readonly Row[],
): number {
  const lastDay = (order: Row): string => {
    if (order['status'] !== 'complete') return order['order_date']!;
    const [rejected, missing] = faultsOf(order, linesOf(order));
    return rejected + missing > 0n ? lastDayOf(order, vendorOf(order)) : order['ship_date']!;
  };
  return Math.max(...orders.map((order) => morning(lastDay(order))));
}
