import { isPositive, toText, type Money } from '#kernel';
import type { Written } from '../client/api.js';
import { OPERATOR, type Caller } from '../client/credentials.js';
import { buyerOf, supplierOf, type Draft } from './contract.js';
import type { Marketplace, OrderPage } from './marketplace.js';
import type { CompletePurchase, Purchase } from './purchases.js';

/** One purchase as an order: its id there, and the page as it was last seen. */
export interface PlacedOrder {
  readonly id: string;
  readonly page: OrderPage;
  /** The one batch in which everything came; none before that. */
  readonly batch?: string;
}

/** Carries one purchase order through its life, by the commands that buyer, supplier and platform would send. */
export class PurchaseSteps {
  readonly #marketplace: Marketplace;
  readonly #purchase: Purchase;
  readonly #draft: Draft;
  readonly #buyer: Caller;
  readonly #supplier: Caller;

  constructor(marketplace: Marketplace, purchase: Purchase, draft: Draft) {
    this.#marketplace = marketplace;
    this.#purchase = purchase;
    this.#draft = draft;
    this.#buyer = { role: 'buyer', organisation: buyerOf(purchase) };
    this.#supplier = { role: 'supplier', organisation: supplierOf(purchase.vendor) };
  }

  /** The day of the order: up to the initial payment, which only complete purchases make; rejected ones are cancelled unconfirmed. */
  async place(): Promise<PlacedOrder> {
    const { id } = await this.#act(this.#buyer, 'draft', '/v1/orders', this.#draft.contract);
    const path = `/v1/orders/${id}`;
    const submitted = await this.#act(this.#buyer, 'submit', `${path}/submissions`);
    if (this.#purchase.status === 'rejected') {
      const reason = 'The purchase order was rejected.';
      const cancelled = await this.#act(this.#buyer, 'cancel', `${path}/cancellations`, { reason });
      return { id, page: await this.#marketplace.settled(id, cancelled) };
    }
    const { contract } = await this.#marketplace.page(id, submitted);
    const confirmation = { contractHash: contract.hash };
    await this.#act(this.#buyer, 'confirm', `${path}/confirmations`, confirmation);
    const confirmed = await this.#act(this.#supplier, 'confirm', `${path}/confirmations`, confirmation);
    return { id, page: await this.#prepay(id, confirmed) };
  }

  /** The day of shipment: everything leaves, arrives, is paid and is received. */
  async complete(id: string, purchase: CompletePurchase): Promise<PlacedOrder> {
    const path = `/v1/orders/${id}`;
    const dispatched = await this.#act(this.#supplier, 'dispatch', `${path}/shipments`, {
      lines: purchase.lines.map(({ quantity }, index) => ({ line: index + 1, quantity })),
      carrier: purchase.shipMethod,
      trackingNumber: `AW-${purchase.id}`,
    });
    const delivered = await this.#act(this.#supplier, 'deliver', `/v1/shipments/${dispatched.id}/deliveries`);
    const written = [dispatched, delivered];
    const { balance } = this.#draft;
    if (isPositive(balance)) written.push(await this.#pay(id, 'balance', balance));
    await Promise.all(written.map((each) => this.#marketplace.untilSettled(this.#supplier.organisation, each)));
    const received = await this.#act(this.#buyer, 'receive', `${path}/receipts`);
    return { id, page: await this.#marketplace.settled(id, received), batch: dispatched.id };
  }

  /** @param confirmed by the second side, which sets the reservation of cover going: no other order of the supplier may come between. */
  async #prepay(id: string, confirmed: Written): Promise<OrderPage> {
    let page = await this.#marketplace.settled(id, confirmed);
    if (page.cover.reduced) {
      const acknowledged = await this.#act(this.#buyer, 'acknowledge', `/v1/orders/${id}/cover-acknowledgements`);
      page = await this.#marketplace.page(id, acknowledged);
    }
    if (this.#purchase.status !== 'complete') return page;
    return this.#marketplace.settled(id, await this.#pay(id, 'initial', this.#draft.initialPayment));
  }

  #pay(id: string, purpose: 'initial' | 'balance', amount: Money): Promise<Written> {
    const reference = `AW-${this.#purchase.id}-${purpose}`;
    const body = { purpose, amount: toText(amount), method: 'tt', reference };
    return this.#act(OPERATOR, `pay-${purpose}`, `/v1/orders/${id}/payments`, body);
  }

  /** The key is made of the purchase and the step; the server keeps the keys of each organisation apart. */
  #act(by: Caller, step: string, path: string, body?: object): Promise<Written> {
    const key = `aw-${this.#purchase.id}-${step}`;
    return this.#marketplace.act({ by, key, path, ...(body && { body }) });
  }
}
