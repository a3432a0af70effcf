import type { BrokenRows, RowPlace } from './broken-rows.js';
import type { Fields } from './fields.js';
import type { PurchaseLine } from './purchases.js';
import { readTable } from './table.js';

export const LINES = 'purchase-order-lines.csv';
const COLUMNS = [
  'order_id',
  'line_id',
  'due_date',
  'order_qty',
  'product_id',
  'unit_price',
  'received_qty',
  'rejected_qty',
];

interface NumberedLine extends PurchaseLine {
  readonly id: number;
  readonly place: RowPlace;
}

export interface LinesOfOrder {
  readonly lines: readonly PurchaseLine[];
  /** Where one of them is broken. */
  readonly broken?: RowPlace;
}

/** The lines by their order, and which orders have a broken one. */
export class LinesOfOrders {
  readonly #lines = new Map<number, Map<number, NumberedLine>>();
  readonly #broken = new Map<number, RowPlace>();
  readonly #asked = new Set<number>();

  /** @throws UsageError when the file does not have the columns. */
  static read(text: string, broken: BrokenRows): LinesOfOrders {
    const lines = new LinesOfOrders();
    readTable(LINES, text, COLUMNS, broken, (fields) => lines.#add(fields));
    return lines;
  }

  /** In order of the lines' ids. */
  take(orderId: number): LinesOfOrder {
    this.#asked.add(orderId);
    const lines = [...(this.#lines.get(orderId)?.values() ?? [])].sort((a, b) => a.id - b.id);
    const broken = this.#broken.get(orderId);
    return broken === undefined ? { lines } : { lines, broken };
  }

  /** The lines of orders that nobody has asked for. */
  *untaken(): Iterable<RowPlace & { readonly orderId: number }> {
    for (const [orderId, lines] of this.#lines) {
      if (this.#asked.has(orderId)) continue;
      for (const { place } of lines.values()) yield { ...place, orderId };
    }
  }

  #add(fields: Fields): void {
    const orderId = fields.count('order_id');
    const line = this.#lineOrNote(orderId, fields);
    const ofOrder = this.#lines.get(orderId) ?? new Map<number, NumberedLine>();
    const first = ofOrder.get(line.id);
    if (first !== undefined)
      fields.fail(`line_id ${line.id} of order ${orderId} stands in line ${first.place.line} already`);
    this.#lines.set(orderId, ofOrder.set(line.id, line));
  }

  #lineOrNote(orderId: number, fields: Fields): NumberedLine {
    try {
      return {
        id: fields.count('line_id'),
        product: fields.count('product_id'),
        quantity: fields.count('order_qty'),
        unitPrice: fields.amount('unit_price'),
        dueDate: fields.date('due_date'),
        received: fields.amount('received_qty'),
        rejected: fields.amount('rejected_qty'),
        place: fields.place,
      };
    } catch (error) {
      this.#broken.set(orderId, fields.place);
      throw error;
    }
  }
}
