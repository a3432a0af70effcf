import { days, hours, morning } from './calendar.js';
import { contractOf, type ContractFigures } from './contract.js';
import { point, usd } from './figures.js';
import { GuaranteeLine } from './guarantee-line.js';
import { pageOf, type Fate } from './page.js';
import { rowsOf, type Row } from './tables.js';

export { seenOf } from './page.js';

/**
 * What an import of purchase orders must lead to, worked out from the files alone and by other means than the import: amounts
 * are counts of 1/10,000 dollar, text is cut by hand, suppliers are gone through one after another.
 */

const LIMIT_CENTS: Readonly<Record<string, bigint>> = {
  1: 50_000_000n,
  2: 25_000_000n,
  3: 10_000_000n,
  4: 5_000_000n,
  5: 1_000_000n,
};

export interface Expectation {
  /** By purchase order. */
  readonly pages: ReadonlyMap<number, object>;
  /** By supplier. */
  readonly suppliers: ReadonlyMap<string, object>;
  readonly summary: object;
}

export function expectedOf(files: {
  readonly vendors: string;
  readonly orders: string;
  readonly lines: string;
}): Expectation {
  const vendors = rowsOf(files.vendors);
  const orders = rowsOf(files.orders);
  const linesOf = byOrder(rowsOf(files.lines));
  const pages = new Map<number, object>();
  const suppliers = new Map<string, object>();
  const sums = { contracts: 0n, exact: 0n, paid: 0n, requested: 0n, granted: 0n };
  const byStatus: Record<string, number> = {};
  let reducedCovers = 0;
  const end = lastMorning(orders);
  for (const vendor of vendors) {
    const limit = LIMIT_CENTS[vendor['credit_rating']!]!;
    const line = new GuaranteeLine(limit);
    for (const order of inTurn(orders.filter((each) => each['vendor_id'] === vendor['vendor_id']))) {
      const contract = contractOf(order, linesOf.get(order['order_id']!)!);
      const fate = fateOf(order, contract, line, end);
      const page = pageOf(order, vendor, contract, fate);
      pages.set(Number(order['order_id']), page);
      byStatus[page.status] = (byStatus[page.status] ?? 0) + 1;
      if (page.cover.reduced) reducedCovers += 1;
      sums.contracts += contract.total;
      sums.exact += contract.exact;
      sums.granted += fate.granted ?? 0n;
      if (order['status'] === 'complete') sums.paid += contract.total;
      if (fate.granted !== null) sums.requested += contract.total;
    }
    suppliers.set(`vendor-${vendor['vendor_id']}`, {
      supplierId: `vendor-${vendor['vendor_id']}`,
      name: vendor['name'],
      currency: 'USD',
      limit: usd(limit),
      remaining: usd(line.remaining(end)),
    });
  }
  const totals = {
    contracts: usd(sums.contracts),
    exact: point(sums.exact, 4),
    roundingDifference: point(sums.contracts * 100n - sums.exact, 4),
    paid: usd(sums.paid),
    coverRequested: usd(sums.requested),
    coverGranted: usd(sums.granted),
  };
  const counts = { suppliers: vendors.length, orders: orders.length, byStatus, reducedCovers };
  return { pages, suppliers, summary: { ...counts, totals, brokenRows: [] } };
}

/** Unpaid orders expire 60 days after both have confirmed; cover goes back then, or an hour after 180 days from dispatch. */
function fateOf(order: Row, { total }: ContractFigures, line: GuaranteeLine, end: number): Fate {
  if (order['status'] === 'rejected') return { status: 'Cancelled', granted: null };
  const confirmed = morning(order['order_date']!);
  if (order['status'] === 'complete') {
    const freeFrom = morning(order['ship_date']!) + days(180) + hours(1);
    return { status: 'Completed', granted: line.reserve(total, confirmed, freeFrom) };
  }
  const expires = confirmed + days(60);
  const status = expires < end ? 'Expired' : 'Pending payment';
  return { status, granted: line.reserve(total, confirmed, expires) };
}

function byOrder(lines: readonly Row[]): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const line of lines) found.set(line['order_id']!, [...(found.get(line['order_id']!) ?? []), line]);
  return found;
}

/** By day, those of one day by their numbers. */
const inTurn = (orders: readonly Row[]): readonly Row[] =>
  [...orders].sort((a, b) =>
    a['order_date'] === b['order_date']
      ? Number(a['order_id']) - Number(b['order_id'])
      : a['order_date']! < b['order_date']!
        ? -1
        : 1,
  );

/** Of the last day on which something is ordered or shipped. */
const lastMorning = (orders: readonly Row[]): number =>
  Math.max(
    ...orders.map((order) => morning(order['status'] === 'complete' ? order['ship_date']! : order['order_date']!)),
  );
