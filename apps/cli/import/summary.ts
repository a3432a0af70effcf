import { add, currency, fromText, toText, zero, type Decimal, type Money, type MoneyText } from '#kernel';
import type { BrokenRow } from './broken-rows.js';
import { exactText, minus, NONE, plus } from './exact.js';
import type { Imported, ImportedOrder } from './run-import.js';

const USD = currency('USD');

/** What an import did, for people and, as JSON, for programs. Amounts are US dollars. */
export interface Summary {
  readonly suppliers: number;
  readonly orders: number;
  /** How many orders stand at which words of the status page. */
  readonly byStatus: Readonly<Record<string, number>>;
  readonly totals: {
    readonly contracts: MoneyText;
    /** Before lines, tax and freight were rounded to cents. */
    readonly exact: string;
    /** Rounded minus exact. */
    readonly roundingDifference: string;
    /** Money that arrived, initial payments and balances. */
    readonly paid: MoneyText;
    readonly coverRequested: MoneyText;
    readonly coverGranted: MoneyText;
  };
  /** Orders that got less cover than they asked for. */
  readonly reducedCovers: number;
  readonly disputes: {
    readonly opened: number;
    /** How many of them stand, or ended, how. */
    readonly byPhase: Readonly<Record<string, number>>;
    /** Refunds that were paid, and what they come to. */
    readonly refunds: number;
    readonly refunded: MoneyText;
  };
  readonly brokenRows: readonly BrokenRow[];
  /** Which order each purchase order has become. */
  readonly imported: readonly { readonly purchaseOrder: number; readonly orderId: string; readonly status: string }[];
  readonly commands: number;
  readonly seconds: number;
  readonly commandsPerSecond: number;
}

export function summaryOf(
  { suppliers, orders }: Imported,
  brokenRows: readonly BrokenRow[],
  commands: number,
  millis: number,
): Summary {
  const contracts = sum(orders, ({ draft }) => draft.total);
  const exact = orders.map(({ draft }) => draft.exactTotal).reduce(plus, NONE);
  const seconds = millis / 1_000;
  return {
    suppliers: suppliers.length,
    orders: orders.length,
    byStatus: countBy(orders.map(({ page }) => page.status)),
    totals: {
      contracts: toText(contracts),
      exact: exactText(exact),
      roundingDifference: exactText(minus(decimalOf(contracts), exact)),
      paid: toText(sum(orders, paid)),
      coverRequested: toText(sum(orders, ({ page }) => amount(page.cover.requested))),
      coverGranted: toText(sum(orders, ({ page }) => amount(page.cover.granted))),
    },
    reducedCovers: orders.filter(({ page }) => page.cover.reduced).length,
    disputes: disputesIn(orders),
    brokenRows,
    imported: orders.map(({ purchase, id, page }) => ({
      purchaseOrder: purchase.id,
      orderId: id,
      status: page.status,
    })),
    commands,
    seconds: Math.round(seconds * 10) / 10,
    commandsPerSecond: Math.round(commands / Math.max(seconds, 0.001)),
  };
}

export function summaryText(summary: Summary): string {
  const { totals, disputes } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['suppliers', count(summary.suppliers)],
    ['orders', count(summary.orders)],
    ...Object.entries(summary.byStatus).map(([status, orders]) => [`  ${status}`, count(orders)] as const),
    ['contract totals', dollars(totals.contracts.amount)],
    ['  rounding difference', `USD ${totals.roundingDifference}`],
    ['paid', dollars(totals.paid.amount)],
    ['cover requested', dollars(totals.coverRequested.amount)],
    ['cover granted', dollars(totals.coverGranted.amount)],
    ['  reduced covers', count(summary.reducedCovers)],
    ['disputes', count(disputes.opened)],
    ...Object.entries(disputes.byPhase).map(([phase, many]) => [`  ${phase}`, count(many)] as const),
    ['refunds', count(disputes.refunds)],
    ['refunded', dollars(disputes.refunded.amount)],
    ['broken rows', count(summary.brokenRows.length)],
    ['commands', `${count(summary.commands)} in ${summary.seconds} s (${count(summary.commandsPerSecond)}/s)`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => name.padEnd(width) + value).join('\n');
}

const amount = (text: MoneyText | null): Money => (text === null ? zero(USD) : fromText(text));
const sum = (orders: readonly ImportedOrder[], of: (order: ImportedOrder) => Money): Money =>
  orders.map(of).reduce(add, zero(USD));
const paid = ({ page: { payments } }: ImportedOrder): Money =>
  add(fromText(payments.initial.arrived), fromText(payments.balance.arrived));
const decimalOf = ({ minor }: Money): Decimal => ({ units: minor, scale: 2 });

function disputesIn(orders: readonly ImportedOrder[]): Summary['disputes'] {
  const pages = orders.flatMap(({ dispute }) => dispute?.page ?? []);
  const paid = pages.flatMap(({ refunds }) => refunds.filter(({ status }) => status === 'succeeded'));
  return {
    opened: pages.length,
    byPhase: countBy(pages.map(({ phase }) => phase)),
    refunds: paid.length,
    refunded: toText(paid.map(({ amount: text }) => fromText(text)).reduce(add, zero(USD))),
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const count = (value: number): string => value.toLocaleString('en-US');
/** Separates thousands without going through a float. */
const dollars = (text: string): string => `USD ${text.replace(/\B(?=(\d{3})+(?=\.))/g, ',')}`;
