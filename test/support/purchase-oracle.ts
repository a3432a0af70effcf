import type { OrderStatusAnswer } from '#read-models/nest';

/**
 * What an import of purchase orders must lead to, as far as the files alone decide it, and worked out by other means than the import: amounts
 * are counts of 1/10,000 dollar, text is cut by hand, suppliers are gone through one after another.
 */

const LIMIT_CENTS: Readonly<Record<string, bigint>> = {
  1: 50_000_000n,
  2: 25_000_000n,
  3: 10_000_000n,
  4: 5_000_000n,
  5: 1_000_000n,
};

type Row = Readonly<Record<string, string>>;

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
  const lines = rowsOf(files.lines);
  const linesOf = new Map<string, Row[]>();
  for (const line of lines) linesOf.set(line['order_id']!, [...(linesOf.get(line['order_id']!) ?? []), line]);
  const pages = new Map<number, object>();
  const suppliers = new Map<string, object>();
  const sums = { contracts: 0n, exact: 0n, paid: 0n, requested: 0n };
  const byStatus: Record<string, number> = {};
  for (const vendor of vendors) {
    const limit = LIMIT_CENTS[vendor['credit_rating']!]!;
    const ofVendor = orders.filter((order) => order['vendor_id'] === vendor['vendor_id']);
    ofVendor.sort((a, b) =>
      a['order_date'] === b['order_date']
        ? Number(a['order_id']) - Number(b['order_id'])
        : a['order_date']! < b['order_date']!
          ? -1
          : 1,
    );
    for (const order of ofVendor) {
      const contract = contractOf(order, linesOf.get(order['order_id']!)!);
      const rejected = order['status'] === 'rejected';
      const page = pageOf(order, vendor, contract, rejected);
      pages.set(Number(order['order_id']), page);
      byStatus[page.status] = (byStatus[page.status] ?? 0) + 1;
      sums.contracts += contract.total;
      sums.exact += contract.exact;
      if (order['status'] === 'complete') sums.paid += contract.total;
      if (!rejected) sums.requested += contract.total;
    }
    suppliers.set(`vendor-${vendor['vendor_id']}`, {
      supplierId: `vendor-${vendor['vendor_id']}`,
      name: vendor['name'],
      currency: 'USD',
      limit: usd(limit),
    });
  }
  const totals = {
    contracts: usd(sums.contracts),
    exact: point(sums.exact, 4),
    roundingDifference: point(sums.contracts * 100n - sums.exact, 4),
    paid: usd(sums.paid),
    coverRequested: usd(sums.requested),
  };
  const counts = { suppliers: vendors.length, orders: orders.length, byStatus };
  return { pages, suppliers, summary: { ...counts, totals, brokenRows: [] } };
}

/** The same things of a status page as the server shows it; days instead of moments. */
export function seenOf(page: OrderStatusAnswer): object {
  const { buyer, supplier, supplierName, contract, payments } = page;
  const { charges, total, shipBy } = contract;
  const { type, base, requested } = page.cover;
  // Unpaid orders expire while the import goes on through the months after them.
  const status = page.status === 'Expired' ? 'Pending payment' : page.status;
  const undispatched = page.status === 'Expired' ? batchOf(contract) : page.undispatched;
  return {
    ...{ status, buyer, supplier, supplierName, charges, total, shipBy, payments, undispatched },
    cover: { type, base, requested },
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
    cancelledOn: dayOf(page.cancelled?.at ?? null),
  };
}

/** What an unpaid order never sent. */
const batchOf = ({ lines }: OrderStatusAnswer['contract']) =>
  lines.map(({ quantity }, index) => ({ line: index + 1, quantity }));

const dayOf = (moment: string | null): string | null => moment?.slice(0, 10) ?? null;

interface ContractFigures {
  readonly lines: readonly object[];
  readonly batch: readonly object[];
  readonly tax: bigint;
  readonly freight: bigint;
  /** Cents. */
  readonly total: bigint;
  readonly initial: bigint;
  /** 1/10,000 dollar. */
  readonly exact: bigint;
  readonly shipBy: string;
}

function contractOf(order: Row, rows: readonly Row[]): ContractFigures {
  const sorted = [...rows].sort((a, b) => Number(a['line_id']) - Number(b['line_id']));
  const amounts = sorted.map((line) => BigInt(line['order_qty']!) * fine(line['unit_price']!));
  const [tax, freight] = [fine(order['tax']!), fine(order['freight']!)];
  const total = [...amounts, tax, freight].map(cents).reduce((sum, each) => sum + each, 0n);
  return {
    lines: sorted.map((line, index) => ({
      product: `product-${line['product_id']}`,
      quantity: Number(line['order_qty']),
      unitPrice: line['unit_price']!.replace(/^\./, '0.'),
      amount: usd(cents(amounts[index]!)),
    })),
    batch: sorted.map((line, index) => ({ line: index + 1, quantity: Number(line['order_qty']) })),
    tax: cents(tax),
    freight: cents(freight),
    total,
    initial: cents(total * 50n), // half of it in 1/10,000, rounded like everything else
    exact: [...amounts, tax, freight].reduce((sum, each) => sum + each, 0n),
    shipBy: sorted
      .map((line) => line['due_date']!)
      .sort()
      .at(-1)!,
  };
}

function pageOf(order: Row, vendor: Row, contract: ContractFigures, rejected: boolean) {
  const { total, initial, batch } = contract;
  const on = order['order_date']!;
  const shippedOn = order['ship_date']!;
  const complete = order['status'] === 'complete';
  const confirmedOn = rejected ? null : on;
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
    status: complete ? 'Completed' : rejected ? 'Cancelled' : 'Pending payment',
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
    cover: { type: 'post-delivery', base: usd(total), requested: rejected ? null : usd(total) },
    payments: { initial: debt(initial), balance: debt(total - initial) },
    arrivals: complete ? [arrival('initial', initial, on), arrival('balance', total - initial, shippedOn)] : [],
    undispatched: complete ? [] : batch,
    shipments: complete
      ? [{ lines: batch, carrier: order['ship_method'], dispatchedOn: shippedOn, deliveredOn: shippedOn }]
      : [],
    cancelledOn: rejected ? on : null,
  };
}

/** "45.5805" is 455805, ".5" is 5000. */
function fine(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(4, '0'));
}

/** Of 1/10,000 dollar: to the nearest cent, half a cent to the even one. */
function cents(units: bigint): bigint {
  const [whole, rest] = [units / 100n, units % 100n];
  return rest > 50n || (rest === 50n && whole % 2n === 1n) ? whole + 1n : whole;
}

const usd = (amount: bigint) => ({ amount: point(amount, 2), currency: 'USD' });

function point(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const daysAfter = (day: string, days: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + days))
    .toISOString()
    .slice(0, 10);

/** Fields are separated by commas; one in quotes may hold some. */
function rowsOf(text: string): Row[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    return Object.fromEntries(names.map((name, index) => [name, cells[index]!]));
  });
}
