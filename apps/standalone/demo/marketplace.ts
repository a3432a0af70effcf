/**
 * The demo marketplace as the requests that make it, for the reader as well as for the machine. Each has a key of its own, so
 * that loading it twice changes nothing; and no request depends on the day, for a key must always stand for the same content.
 */
export interface Step {
  /** Names the step: its Idempotency-Key, and what later steps call it. */
  readonly name: string;
  readonly as: 'operator' | 'buyer' | 'supplier';
  readonly organisation: string;
  /** `{name}` stands for the id that the step of that name made. */
  readonly path: string;
  /** `{name.hash}` stands for the hash of that order's contract. */
  readonly body?: object;
}

export const BUYER = 'acme-imports';
const PLATFORM = 'trade-assurance';
const SHIP_BY = '2035-06-30';

const money = (amount: string, currency = 'USD') => ({ amount, currency });

const enrol = (supplierId: string, name: string, bank: string, limit: object): Step => ({
  name: `enrol-${supplierId}`,
  as: 'operator',
  organisation: PLATFORM,
  path: '/v1/suppliers',
  body: { supplierId, name, designatedAccount: { bank, holder: name, number: `DEMO-${supplierId}` }, limit },
});

interface Sale {
  readonly name: string;
  readonly supplier: string;
  readonly product: string;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly total: object;
  readonly initial: object;
  readonly coverageType: 'pre-shipment' | 'post-delivery';
}

const draft = ({ name, supplier, product, quantity, unitPrice, total, initial, coverageType }: Sale): Step => ({
  name,
  as: 'buyer',
  organisation: BUYER,
  path: '/v1/orders',
  body: {
    buyer: BUYER,
    supplier,
    lines: [{ product, quantity, unitPrice, amount: total }],
    total,
    initialPayment: initial,
    coverageType,
    shipBy: SHIP_BY,
  },
});

const submit = ({ name }: Sale): Step => ({
  name: `${name}-submit`,
  as: 'buyer',
  organisation: BUYER,
  path: `/v1/orders/{${name}}/submissions`,
});

const confirm = ({ name, supplier }: Sale, as: 'buyer' | 'supplier'): Step => ({
  name: `${name}-confirm-${as}`,
  as,
  organisation: as === 'buyer' ? BUYER : supplier,
  path: `/v1/orders/{${name}}/confirmations`,
  body: { contractHash: `{${name}.hash}` },
});

const agree = (sale: Sale): readonly Step[] => [
  draft(sale),
  submit(sale),
  confirm(sale, 'buyer'),
  confirm(sale, 'supplier'),
];

const pay = ({ name }: Sale, purpose: 'initial' | 'balance', amount: object): Step => ({
  name: `${name}-${purpose}`,
  as: 'operator',
  organisation: PLATFORM,
  path: `/v1/orders/{${name}}/payments`,
  body: { purpose, amount, method: 'tt', reference: `DEMO ${name} ${purpose}` },
});

const ship = ({ name, supplier, quantity }: Sale): readonly Step[] => [
  {
    name: `${name}-batch`,
    as: 'supplier',
    organisation: supplier,
    path: `/v1/orders/{${name}}/shipments`,
    body: { lines: [{ line: 1, quantity }], carrier: 'DHL', trackingNumber: `DEMO-${name}` },
  },
  {
    name: `${name}-delivery`,
    as: 'supplier',
    organisation: supplier,
    path: `/v1/shipments/{${name}-batch}/deliveries`,
  },
];

/** The worked example of the service's own rules: 3000 in all, 1500 first, 2000 left of the limit. [seed] */
const SHIRTS = {
  product: 'Cotton shirt, white',
  quantity: 300,
  unitPrice: '10.00',
  total: money('3000.00'),
  initial: money('1500.00'),
};

const postDelivery: Sale = {
  name: 'demo-post-delivery',
  supplier: 'lin-textiles',
  ...SHIRTS,
  coverageType: 'post-delivery',
};
const preShipment: Sale = {
  name: 'demo-pre-shipment',
  supplier: 'mei-textiles',
  ...SHIRTS,
  coverageType: 'pre-shipment',
};
const drills: Sale = {
  name: 'demo-drills',
  supplier: 'harbour-tools',
  product: 'Cordless drill',
  quantity: 120,
  unitPrice: '48.50',
  total: money('5820.00'),
  initial: money('1746.00'),
  coverageType: 'post-delivery',
};
const lenses: Sale = {
  name: 'demo-lenses',
  supplier: 'rhine-optics',
  product: 'Lens, 50 mm',
  quantity: 40,
  unitPrice: '99.90',
  total: money('3996.00', 'EUR'),
  initial: money('999.00', 'EUR'),
  coverageType: 'pre-shipment',
};
const saws: Sale = {
  name: 'demo-saws',
  supplier: 'harbour-tools',
  product: 'Table saw',
  quantity: 10,
  unitPrice: '310.00',
  total: money('3100.00'),
  initial: money('620.00'),
  coverageType: 'post-delivery',
};

/** Four suppliers, and an order at each stage of its life. */
export const marketplace: readonly Step[] = [
  enrol('lin-textiles', 'Lin Textiles Co.', 'Citibank', money('2000.00')),
  enrol('mei-textiles', 'Mei Textiles Co.', 'Citibank', money('2000.00')),
  enrol('harbour-tools', 'Harbour Tools Ltd.', 'Citibank', money('50000.00')),
  enrol('rhine-optics', 'Rhine Optics GmbH', 'Citibank', money('20000.00', 'EUR')),

  ...agree(postDelivery), // cover 2000 of 3000: the buyer has to acknowledge it
  ...agree(preShipment), // cover 1500: the initial payment is awaited

  draft(saws), // the supplier has yet to confirm
  submit(saws),
  confirm(saws, 'buyer'),

  ...agree(drills), // paid: the supplier has to ship
  pay(drills, 'initial', drills.initial),

  ...agree(lenses), // all the way to the receipt
  pay(lenses, 'initial', lenses.initial),
  ...ship(lenses),
  pay(lenses, 'balance', money('2997.00', 'EUR')),
  {
    name: 'demo-lenses-receipt',
    as: 'buyer',
    organisation: BUYER,
    path: '/v1/orders/{demo-lenses}/receipts',
  },
];

/** The order that a newcomer is shown. */
export const SHOWN = postDelivery.name;
/** The order that the last step completes. */
export const ENDS_WITH = lenses.name;
