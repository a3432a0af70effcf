import { digestOf } from '#audit';
import { orderId, paymentId, shipmentId, type MoneyData, type OrderId, type Purpose } from '#kernel';
import type { Contract } from '#contexts/ordering';
import { ALL, account, contract } from './order-history.js';
import { SUPPLIER, buyer, operator, supplier } from './people.js';
import { usd, uuid } from './values.js';
import { World } from './world.js';

/** The acts of people in a world with one supplier, by the order's number. Each answers what the rules said. */
export class Market {
  readonly world: World;
  #payments = 0;
  #shipments = 0;

  constructor(world = new World()) {
    this.world = world;
  }

  static readonly order = (n: number): OrderId => orderId(uuid('a', n));

  enrol(limit: MoneyData = usd('2000.00')) {
    const content = { supplierId: SUPPLIER, name: 'Ningbo Cycles', designatedAccount: account, limit };
    return this.world.send(SUPPLIER, { type: 'enrol-supplier', ...content }, operator);
  }

  changeLimit(limit: MoneyData) {
    return this.world.send(SUPPLIER, { type: 'change-limit', supplierId: SUPPLIER, limit }, operator);
  }

  draft(n: number, written: Contract = contract) {
    const id = Market.order(n);
    return this.world.send(id, { type: 'draft-order', orderId: id, contract: written }, buyer);
  }

  submit(n: number) {
    const id = Market.order(n);
    return this.world.send(id, { type: 'submit-order', orderId: id }, buyer);
  }

  confirm(n: number, side: 'buyer' | 'supplier', written: Contract = contract) {
    const id = Market.order(n);
    const command = { type: 'confirm-order', orderId: id, contractHash: digestOf(written) } as const;
    return this.world.send(id, command, side === 'buyer' ? buyer : supplier);
  }

  /** Drafted, submitted and confirmed by both sides. */
  agree(n: number, written: Contract = contract): void {
    this.draft(n, written);
    this.submit(n);
    this.confirm(n, 'buyer', written);
    this.confirm(n, 'supplier', written);
  }

  cancel(n: number) {
    const id = Market.order(n);
    return this.world.send(id, { type: 'cancel-order', orderId: id, reason: 'changed plans' }, buyer);
  }

  acknowledge(n: number) {
    const id = Market.order(n);
    return this.world.send(id, { type: 'acknowledge-reduced-cover', orderId: id }, buyer);
  }

  pay(n: number, purpose: Purpose, amount: MoneyData = usd('1500.00')) {
    const id = paymentId(uuid('b', ++this.#payments));
    const reference = `CITI-${this.#payments}`;
    const arrival = { paymentId: id, orderId: Market.order(n), purpose, amount, method: 'tt', reference } as const;
    return this.world.send(id, { type: 'record-arrival', ...arrival }, operator);
  }

  dispatch(n: number, lines = ALL) {
    const id = shipmentId(uuid('c', ++this.#shipments));
    const batch = { shipmentId: id, orderId: Market.order(n), lines, carrier: 'COSCO', trackingNumber: 'CSNU-1' };
    return this.world.send(id, { type: 'dispatch-shipment', ...batch }, supplier);
  }

  deliver(shipment: number) {
    const id = shipmentId(uuid('c', shipment));
    return this.world.send(id, { type: 'record-shipment-delivery', shipmentId: id }, supplier);
  }

  receive(n: number) {
    const id = Market.order(n);
    return this.world.send(id, { type: 'confirm-receipt', orderId: id }, buyer);
  }
}
