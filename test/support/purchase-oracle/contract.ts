import { cents, fine, sumOf, usd } from './figures.js';
import type { Row } from './tables.js';

export interface ContractFigures {
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

export function contractOf(order: Row, rows: readonly Row[]): ContractFigures {
  const sorted = [...rows].sort((a, b) => Number(a['line_id']) - Number(b['line_id']));
  const amounts = sorted.map((line) => BigInt(line['order_qty']!) * fine(line['unit_price']!));
  const [tax, freight] = [fine(order['tax']!), fine(order['freight']!)];
  const total = sumOf([...amounts, tax, freight].map(cents));
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
    exact: sumOf([...amounts, tax, freight]),
    shipBy: sorted
      .map((line) => line['due_date']!)
      .sort()
      .at(-1)!,
  };
}
