import { fromInteger, multiply, type Decimal } from '#kernel';
import { placeOf, type BrokenRows, type RowPlace } from './broken-rows.js';
import { exactText, isSame, NONE, plus } from './exact.js';
import type { Fields } from './fields.js';
import { LINES, LinesOfOrders } from './lines-of-orders.js';
import { CREDIT_RATINGS, STATUSES, type Purchase, type PurchaseLine, type Vendor } from './purchases.js';
import { readTable } from './table.js';

export const VENDORS = 'vendors.csv';
export const ORDERS = 'purchase-orders.csv';
export { LINES };

const VENDOR_COLUMNS = ['vendor_id', 'account_number', 'name', 'credit_rating'];
const ORDER_COLUMNS = [
  ...['order_id', 'status', 'buyer_id', 'vendor_id', 'ship_method', 'order_date', 'ship_date'],
  ...['sub_total', 'tax', 'freight'],
];

/** The text of the three files. */
export interface PurchaseFiles {
  readonly vendors: string;
  readonly orders: string;
  readonly lines: string;
}

export interface Purchases {
  readonly vendors: readonly Vendor[];
  readonly purchases: readonly Purchase[];
}

/**
 * Reads the three tables and puts them together. An order is left out as a whole when its row or one of its lines is
 * broken: a contract with a line missing would be another contract. Of rows with the same id the first one stands.
 *
 * @throws UsageError when a file does not have its columns.
 */
export function readPurchases(files: PurchaseFiles, broken: BrokenRows): Purchases {
  const vendors = readTable(VENDORS, files.vendors, VENDOR_COLUMNS, broken, once('vendor_id', readVendor));
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  const lines = LinesOfOrders.read(files.lines, broken);
  const readOrder = once('order_id', (fields) => readPurchase(fields, byId, lines));
  const purchases = readTable(ORDERS, files.orders, ORDER_COLUMNS, broken, readOrder);
  for (const { orderId, ...place } of lines.untaken())
    broken.report(place, `order ${orderId} is not in ${ORDERS}, or is broken there`);
  return { vendors, purchases };
}

function readVendor(fields: Fields): Vendor {
  return {
    id: fields.count('vendor_id'),
    accountNumber: fields.text('account_number'),
    name: fields.text('name'),
    creditRating: fields.oneOf('credit_rating', CREDIT_RATINGS),
    place: fields.place,
  };
}

function readPurchase(fields: Fields, vendors: ReadonlyMap<number, Vendor>, allLines: LinesOfOrders): Purchase {
  const id = fields.count('order_id');
  const { lines, broken } = allLines.take(id);
  const status = fields.oneOf('status', STATUSES);
  const vendorId = fields.count('vendor_id');
  const vendor = vendors.get(vendorId) ?? fields.fail(`vendor ${vendorId} is not in ${VENDORS}, or is broken there`);
  if (broken !== undefined) fields.fail(`one of its lines is broken (${placeOf(broken)})`);
  if (lines.length === 0) fields.fail(`it has no line in ${LINES}`);
  checkSubTotal(fields, lines);
  const common = {
    ...{ id, vendor, lines, place: fields.place },
    buyerId: fields.count('buyer_id'),
    shipMethod: fields.text('ship_method'),
    orderDate: fields.date('order_date'),
    tax: fields.amount('tax'),
    freight: fields.amount('freight'),
  };
  if (status !== 'complete') return { ...common, status };
  const shipDate = fields.date('ship_date');
  if (shipDate < common.orderDate) fields.fail(`ship_date ${shipDate} is before order_date ${common.orderDate}`);
  return { ...common, status, shipDate };
}

/** Finds an order one of whose lines is missing altogether. */
function checkSubTotal(fields: Fields, lines: readonly PurchaseLine[]): void {
  const stated = fields.amount('sub_total');
  const sum = subTotalOf(lines);
  if (!isSame(stated, sum)) fields.fail(`sub_total is ${exactText(stated)}, but its lines make ${exactText(sum)}`);
}

export const subTotalOf = (lines: readonly PurchaseLine[]): Decimal =>
  lines.map(({ quantity, unitPrice }) => multiply(fromInteger(quantity), unitPrice)).reduce(plus, NONE);

/** Of several rows with the same id the first one stands. */
function once<T>(column: string, read: (fields: Fields) => T): (fields: Fields) => T {
  const places = new Map<number, RowPlace>();
  return (fields) => {
    const id = fields.count(column);
    const first = places.get(id);
    if (first !== undefined) fields.fail(`${column} ${id} stands in line ${first.line} already`);
    places.set(id, fields.place);
    return read(fields);
  };
}
