import { hours } from './calendar.js';
import { contractOf } from './contract.js';
import { fateOf, lastMorning } from './fate.js';
import { point, sumOf, usd } from './figures.js';
import { GuaranteeLine } from './guarantee-line.js';
import { pageOf } from './page.js';
import { rowsOf, type Row } from './tables.js';

export { seenOfDispute } from './dispute.js';
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
  /** By purchase order; of those that are disputed. */
  readonly disputes: ReadonlyMap<number, object>;
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
  const byOrder = grouped(rowsOf(files.lines));
  const linesOf = (order: Row): readonly Row[] => byOrder.get(order['order_id']!) ?? [];
  const vendorOf = (order: Row): Row => vendors.find((vendor) => vendor['vendor_id'] === order['vendor_id'])!;
  const [pages, disputes, suppliers] = [
    new Map<number, object>(),
    new Map<number, object>(),
    new Map<string, object>(),
  ];
  const sums = { contracts: 0n, exact: 0n, paid: 0n, requested: 0n, granted: 0n };
  const byStatus: Record<string, number> = {};
  const byPhase: Record<string, number> = {};
  const refunds: bigint[] = [];
  let reducedCovers = 0;
  const end = lastMorning(orders, vendorOf, linesOf) + hours(1);
  for (const vendor of vendors) {
    const limit = LIMIT_CENTS[vendor['credit_rating']!]!;
    const line = new GuaranteeLine(limit);
    for (const order of inTurn(orders.filter((each) => each['vendor_id'] === vendor['vendor_id']))) {
      const contract = contractOf(order, linesOf(order));
      const fate = fateOf(order, vendor, linesOf(order), contract.total, line, end);
      const page = pageOf(order, vendor, contract, fate);
      pages.set(Number(order['order_id']), page);
      count(byStatus, page.status);
      if (page.cover.reduced) reducedCovers += 1;
      sums.contracts += contract.total;
      sums.exact += contract.exact;
      sums.granted += fate.granted ?? 0n;
      if (order['status'] === 'complete') sums.paid += contract.total;
      if (fate.granted !== null) sums.requested += contract.total;
      if (fate.dispute === null) continue;
      disputes.set(Number(order['order_id']), fate.dispute.page);
      count(byPhase, fate.dispute.phase);
      refunds.push(...fate.dispute.refunds);
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
  const disputed = { opened: disputes.size, byPhase, refunds: refunds.length, refunded: usd(sumOf(refunds)) };
  return { pages, disputes, suppliers, summary: { ...counts, totals, disputes: disputed, brokenRows: [] } };
}

function grouped(lines: readonly Row[]): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const line of lines) found.set(line['order_id']!, [...(found.get(line['order_id']!) ?? []), line]);
  return found;
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
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
