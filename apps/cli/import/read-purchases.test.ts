import { describe, expect, it } from '@jest/globals';
import { BrokenRows } from './broken-rows.js';
import { UsageError } from '../errors.js';
import { readPurchases, type PurchaseFiles } from './read-purchases.js';

const VENDORS = 'vendor_id,account_number,name,credit_rating,preferred,active';
const ORDERS = 'order_id,revision,status,buyer_id,vendor_id,ship_method,order_date,ship_date,sub_total,tax,freight';
const LINES = 'order_id,line_id,due_date,order_qty,product_id,unit_price,received_qty,rejected_qty';

const GOOD = {
  vendor: '7,BIKES0001,"Bikes, Inc.",2,1,1',
  order: '1,5,complete,258,7,CARGO,2022-04-15,2022-04-24,91.1610,7.2929,2.2790',
  line: '1,1,2022-04-29,2,359,45.5805,2.00,.00',
};

const files = (rows: { vendors?: string[]; orders?: string[]; lines?: string[] }): PurchaseFiles => ({
  vendors: [VENDORS, ...(rows.vendors ?? [GOOD.vendor])].join('\n'),
  orders: [ORDERS, ...(rows.orders ?? [GOOD.order])].join('\n'),
  lines: [LINES, ...(rows.lines ?? [GOOD.line])].join('\n'),
});

function read(rows: Parameters<typeof files>[0] | PurchaseFiles) {
  const broken = new BrokenRows();
  const { vendors, purchases } = readPurchases(
    typeof rows.orders === 'string' ? (rows as PurchaseFiles) : files(rows as Parameters<typeof files>[0]),
    broken,
  );
  return {
    vendors: vendors.map(({ id }) => id),
    orders: purchases.map(({ id }) => id),
    broken: broken.all.map(({ file, line, reason }) => `${file}:${line} ${reason}`),
    purchases,
  };
}

describe('reading purchase orders', () => {
  it('puts vendor, order and lines together, with exact amounts', () => {
    const { purchases, broken } = read({
      lines: ['1,2,2022-05-02,0001,9,.0000,1,0', '1,1,2022-04-29,2,359,45.5805,2.00,.00'],
    });
    expect(broken).toEqual([]);
    expect(purchases).toMatchObject([
      {
        id: 1,
        status: 'complete',
        buyerId: 258,
        vendor: { id: 7, name: 'Bikes, Inc.', accountNumber: 'BIKES0001', creditRating: '2' },
        shipMethod: 'CARGO',
        orderDate: '2022-04-15',
        shipDate: '2022-04-24',
        tax: { units: 72929n, scale: 4 },
        freight: { units: 22790n, scale: 4 },
        lines: [
          { product: 359, quantity: 2, unitPrice: { units: 455805n, scale: 4 }, dueDate: '2022-04-29' },
          { product: 9, quantity: 1, unitPrice: { units: 0n, scale: 4 }, dueDate: '2022-05-02' },
        ],
        place: { file: 'purchase-orders.csv', line: 2 },
      },
    ]);
  });

  it('takes files from other systems: a byte order mark, CRLF, blank lines, columns in another order', () => {
    const { vendors, orders, lines } = files({});
    const turned = lines.split('\n').map((line) => line.split(',').reverse().join(','));
    expect(
      read({
        vendors: `\uFEFF${vendors.replaceAll('\n', '\r\n')}\r\n`,
        orders: `${orders}\n\n`,
        lines: turned.join('\n'),
      }),
    ).toMatchObject({ orders: [1], broken: [] });
    expect(read({ vendors: vendors.replaceAll('\n', '\r'), orders, lines })).toMatchObject({ orders: [1], broken: [] });
  });

  it('reports a row that is not UTF-8, and does not repair it', () => {
    const { vendors, ...others } = files({});
    const latin1 = Buffer.from(vendors.replace('Bikes', 'Cafés'), 'latin1').toString('utf8');
    const { broken } = read({ vendors: latin1, ...others });
    expect(broken).toContain('vendors.csv:2 it is not UTF-8');
  });

  it('needs its columns', () => {
    const { vendors, lines } = files({});
    const orders = ORDERS.replace('tax,', '').replace('status', 'state');
    expect(() => readPurchases({ vendors, lines, orders }, new BrokenRows())).toThrow(
      new UsageError('purchase-orders.csv has no column status, tax in its first line'),
    );
  });

  const order = (change: Record<string, string>): string => changed(ORDERS, GOOD.order, change);
  const line = (change: Record<string, string>): string => changed(LINES, GOOD.line, change);
  const ofLine1 = 'purchase-orders.csv:2 one of its lines is broken (purchase-order-lines.csv:2)';

  it.each<[string, Parameters<typeof files>[0], string[]]>([
    [
      'a bad number',
      { orders: [order({ tax: '1O.5' })] },
      ['purchase-orders.csv:2 tax is "1O.5", not an amount of 0 or more'],
    ],
    [
      'a negative amount',
      { orders: [order({ freight: '-1.00' })] },
      ['purchase-orders.csv:2 freight is "-1.00", not an amount of 0 or more'],
    ],
    [
      'an amount with an exponent',
      { orders: [order({ tax: '1e3' })] },
      ['purchase-orders.csv:2 tax is "1e3", not an amount of 0 or more'],
    ],
    ['an empty field', { orders: [order({ buyer_id: '' })] }, ['purchase-orders.csv:2 buyer_id is empty']],
    [
      'an unknown status',
      { orders: [order({ status: 'lost' })] },
      ['purchase-orders.csv:2 status is "lost", which is none of pending, approved, rejected, complete'],
    ],
    [
      'a day that does not exist',
      { orders: [order({ order_date: '2022-02-30' })] },
      ['purchase-orders.csv:2 order_date is "2022-02-30", not a date (YYYY-MM-DD)'],
    ],
    [
      'shipped before it was ordered',
      { orders: [order({ ship_date: '2022-04-14' })] },
      ['purchase-orders.csv:2 ship_date 2022-04-14 is before order_date 2022-04-15'],
    ],
    [
      'a vendor that is missing',
      { orders: [order({ vendor_id: '8' })] },
      ['purchase-orders.csv:2 vendor 8 is not in vendors.csv, or is broken there'],
    ],
    [
      'a sub-total that its lines do not make',
      { orders: [order({ sub_total: '91.1611' })] },
      ['purchase-orders.csv:2 sub_total is 91.1611, but its lines make 91.1610'],
    ],
    ['no lines', { lines: [] }, ['purchase-orders.csv:2 it has no line in purchase-order-lines.csv']],
    [
      'a field too many',
      { orders: [`${GOOD.order},x`] },
      [
        'purchase-order-lines.csv:2 order 1 is not in purchase-orders.csv, or is broken there',
        'purchase-orders.csv:2 it has 12 fields, the header names 11',
      ],
    ],
    [
      'a broken line',
      { lines: [line({ order_qty: '0' })] },
      ['purchase-order-lines.csv:2 order_qty is "0", not a whole number of 1 or more', ofLine1],
    ],
    [
      'a line with half a piece',
      { lines: [line({ order_qty: '1.5' })] },
      ['purchase-order-lines.csv:2 order_qty is "1.5", not a whole number of 1 or more', ofLine1],
    ],
    [
      'a line without a price',
      { lines: [line({ unit_price: '.' })] },
      ['purchase-order-lines.csv:2 unit_price is ".", not an amount of 0 or more', ofLine1],
    ],
    [
      'a broken vendor',
      { vendors: ['7,BIKES0001,Bikes,6,1,1'] },
      [
        'purchase-orders.csv:2 vendor 7 is not in vendors.csv, or is broken there',
        'vendors.csv:2 credit_rating is "6", which is none of 1, 2, 3, 4, 5',
      ],
    ],
  ])('leaves the row out and says why: %s', (_name, rows, expected) => {
    expect(read(rows)).toMatchObject({ orders: [], broken: expected });
  });

  it('lets the first of two rows with one id stand', () => {
    const rows = {
      vendors: [GOOD.vendor, '07,OTHER0001,Other,1,1,1'],
      orders: [GOOD.order, order({ tax: '1.0000' })],
      lines: [GOOD.line, line({ order_qty: '9' })],
    };
    const { broken, purchases } = read(rows);
    expect(purchases).toMatchObject([
      { tax: { units: 72929n }, vendor: { name: 'Bikes, Inc.' }, lines: [{ quantity: 2 }] },
    ]);
    expect(broken).toEqual([
      'purchase-order-lines.csv:3 line_id 1 of order 1 stands in line 2 already',
      'purchase-orders.csv:3 order_id 1 stands in line 2 already',
      'vendors.csv:3 vendor_id 7 stands in line 2 already',
    ]);
  });

  it('goes on after a line of an unknown order, and after a quote that is never closed', () => {
    const rows = {
      vendors: ['8,"Never closed,Other,1,1,1', GOOD.vendor],
      lines: [line({ order_id: '4' }), GOOD.line],
    };
    expect(read(rows)).toMatchObject({
      vendors: [7],
      orders: [1],
      broken: [
        'purchase-order-lines.csv:2 order 4 is not in purchase-orders.csv, or is broken there',
        'vendors.csv:2 the quotes in it do not match',
      ],
    });
  });
});

function changed(header: string, row: string, change: Record<string, string>): string {
  const cells = row.split(',');
  for (const [name, value] of Object.entries(change)) cells[header.split(',').indexOf(name)] = value;
  return cells.join(',');
}
