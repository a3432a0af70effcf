import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of the three files of an import. */
export interface PurchaseTables {
  readonly vendors: string;
  readonly orders: string;
  readonly lines: string;
}

const STATUSES = ['complete', 'complete', 'pending', 'complete', 'rejected', 'approved', 'complete'];
const START = Date.UTC(2024, 1, 27); // two days before a leap day

/**
 * Purchase orders by a rule, always the same: some with reduced cover and some with none, several of a supplier on one day, some
 * shipped on the day of the order, some that expire unpaid, most with too few or bad
 * goods and so with disputes of every course, amounts that end in half a cent.
 */
export function madeUpPurchases(count: number): PurchaseTables {
  const vendors = ['1', '3', '5', '4', '5'].map(
    (rating, index) => `${index + 1},MADEUP000${index + 1},"Maker ${index + 1}, Inc.",${rating},1,1`,
  );
  const orders: string[] = [];
  const lines: string[] = [];
  for (let id = count; id >= 1; id--) {
    const ordered = Math.floor(id / 8) * 65; // long enough for orders to expire and for cover to go back
    const shipped = ordered + (id % 3);
    const rows = Array.from({ length: 1 + (id % 3) }, (_, at) => ({
      quantity: 1 + ((id * 37 + at * 11) % 90),
      price: id * 93_105 + at * 50 + 25,
    }));
    const subTotal = rows.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    rows.forEach(({ quantity, price }, at) => {
      const missing = id % 3 > 0 && at === 0 ? 1 + (id % 4) : 0;
      const [received, rejected] = [Math.max(0, quantity - missing), id % 3 < 2 && at === 0 && id % 5 > 0 ? 1 : 0];
      const row = [id, id * 10 + at, day(shipped + at), quantity, 500 + at, fine(price)];
      lines.push([...row, `${received}.00`, rejected === 0 ? '.00' : `${rejected}.00`].join(','));
    });
    const figures = [subTotal, Math.floor(subTotal / 13), id * 50].map(fine).join(',');
    orders.push(
      `${id},1,${STATUSES[id % STATUSES.length]},${250 + (id % 2)},${1 + (id % 5)},CARGO,${day(ordered)},${day(shipped)},${figures}`,
    );
  }
  return {
    vendors: ['vendor_id,account_number,name,credit_rating,preferred,active', ...vendors, ''].join('\n'),
    orders: [
      'order_id,revision,status,buyer_id,vendor_id,ship_method,order_date,ship_date,sub_total,tax,freight',
      ...orders,
      '',
    ].join('\n'),
    lines: ['order_id,line_id,due_date,order_qty,product_id,unit_price,received_qty,rejected_qty', ...lines, ''].join(
      '\n',
    ),
  };
}

export async function writePurchases(folder: string, { vendors, orders, lines }: PurchaseTables): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'vendors.csv'), vendors);
  await writeFile(join(folder, 'purchase-orders.csv'), orders);
  await writeFile(join(folder, 'purchase-order-lines.csv'), lines);
  return folder;
}

const day = (offset: number): string => new Date(START + offset * 86_400_000).toISOString().slice(0, 10);
const fine = (units: number): string => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`;
