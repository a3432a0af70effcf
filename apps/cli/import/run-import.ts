import { fromText, zero, type Money } from '#kernel';
import { Refused } from '../client/api.js';
import { OPERATOR } from '../client/credentials.js';
import type { BrokenRows, RowPlace } from './broken-rows.js';
import { draftOf, enrolmentOf, type Draft } from './contract.js';
import { DisputeSteps } from './dispute-steps.js';
import { Limiter } from './limiter.js';
import type { DisputePage, Marketplace } from './marketplace.js';
import { PurchaseSteps, type PlacedOrder } from './purchase-steps.js';
import type { CompletePurchase, Purchase, Vendor } from './purchases.js';
import type { Purchases } from './read-purchases.js';
import { scheduleOf, type Day, type DueStep } from './schedule.js';

/** How far the import is; a step is the day of an order, of a shipment, or of something in a dispute. */
export interface ImportProgress {
  readonly steps: number;
  readonly ofSteps: number;
  readonly date: string;
  readonly commands: number;
}

export interface ImportOptions {
  readonly marketplace: Marketplace;
  readonly purchases: Purchases;
  /** Takes what the rules of the marketplace refuse, beside what was found while reading. */
  readonly broken: BrokenRows;
  /** The most suppliers, or shipments, that are worked on at a time. */
  readonly concurrency: number;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportedOrder extends PlacedOrder {
  readonly purchase: Purchase;
  readonly draft: Draft;
  readonly dispute?: DisputeOfOrder;
}

/** Its id, and its page as it stands in the end. */
export interface DisputeOfOrder {
  readonly id: string;
  readonly page?: DisputePage;
}

/** What was imported, in the order of the purchases' ids. */
export interface Imported {
  readonly suppliers: readonly Vendor[];
  readonly orders: readonly ImportedOrder[];
}

/**
 * Sends everything as commands, day after day. Run again, also after a kill, it sends the same commands under the same keys,
 * and only what is missing happens.
 *
 * @throws CliError when the server cannot be reached or cannot do it at all.
 */
export function runImport(options: ImportOptions): Promise<Imported> {
  return new Import(options).run();
}

class Import {
  readonly #options: ImportOptions;
  readonly #limiter: Limiter;
  readonly #suppliers = new Set<Vendor>();
  readonly #orders = new Map<number, ImportedOrder>();
  #steps = 0;

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#limiter = new Limiter(options.concurrency);
  }

  async run(): Promise<Imported> {
    const { vendors, purchases } = this.#options.purchases;
    const days = scheduleOf(purchases);
    if (days[0] !== undefined) await this.#options.marketplace.beginDay(days[0].date);
    await Promise.all(vendors.map((vendor) => this.#limiter.run(() => this.#enrol(vendor))));
    const ofSteps = days.reduce((sum, { ordered, shipped, disputed }) => {
      return sum + ordered.flat().length + shipped.length + disputed.length;
    }, 0);
    for (const day of days) await this.#live(day, ofSteps);
    return { suppliers: [...this.#suppliers], orders: await this.#asTheyStand() };
  }

  /** The clock has gone on since an order was last looked at, and with it what happens to an order that is left alone. */
  async #asTheyStand(): Promise<ImportedOrder[]> {
    const { marketplace } = this.#options;
    const settled = await marketplace.nothingIsDue();
    const look = async (order: ImportedOrder): Promise<ImportedOrder> => {
      const page = await marketplace.page(order.id, settled);
      const { dispute } = order;
      if (dispute === undefined) return { ...order, page };
      return { ...order, page, dispute: { ...dispute, page: await marketplace.dispute(dispute.id) } };
    };
    const orders = [...this.#orders.values()].sort((a, b) => a.purchase.id - b.purchase.id);
    return Promise.all(orders.map((order) => this.#limiter.run(() => look(order))));
  }

  async #enrol(vendor: Vendor): Promise<void> {
    const { marketplace } = this.#options;
    await this.#unlessRefused(vendor.place, async () => {
      const body = enrolmentOf(vendor);
      const enrolled = await marketplace.act({
        by: OPERATOR,
        key: `aw-vendor-${vendor.id}`,
        path: '/v1/suppliers',
        body,
      });
      await marketplace.untilSettled(enrolled.id, enrolled); // the limit counts from then on
      this.#suppliers.add(vendor);
    });
  }

  /** A day ends when everything that was begun in it is settled. */
  async #live({ date, ordered, shipped, disputed }: Day, ofSteps: number): Promise<void> {
    await this.#options.marketplace.beginDay(date);
    const done = (): void => {
      this.#steps += 1;
      const { commands } = this.#options.marketplace;
      this.#options.onProgress?.({ steps: this.#steps, ofSteps, date, commands });
    };
    const sameDay = new Set<Purchase>(ordered.flat());
    const ship = (purchase: CompletePurchase): Promise<void> =>
      this.#limiter.run(() => this.#ship(purchase)).then(done);
    const placing = ordered.map((ofSupplier) => this.#limiter.run(() => this.#placeAll(ofSupplier, done)));
    await Promise.all([...placing, ...shipped.filter((purchase) => !sameDay.has(purchase)).map(ship)]);
    await Promise.all(shipped.filter((purchase) => sameDay.has(purchase)).map(ship));
    await Promise.all(disputed.map((due) => this.#limiter.run(() => this.#dispute(due)).then(done)));
  }

  /** One after another: the cover of each is reserved before the next one asks. */
  async #placeAll(ofSupplier: readonly Purchase[], done: () => void): Promise<void> {
    for (const purchase of ofSupplier) {
      await this.#place(purchase);
      done();
    }
  }

  async #place(purchase: Purchase): Promise<void> {
    await this.#unlessRefused(purchase.place, async () => {
      const draft = draftOf(purchase);
      const placed = await new PurchaseSteps(this.#options.marketplace, purchase, draft).place();
      this.#orders.set(purchase.id, { ...placed, purchase, draft });
    });
  }

  async #ship(purchase: CompletePurchase): Promise<void> {
    const order = this.#orders.get(purchase.id);
    if (order === undefined) return; // it was refused when it was placed, and reported then
    await this.#unlessRefused(purchase.place, async () => {
      const steps = new PurchaseSteps(this.#options.marketplace, purchase, order.draft);
      this.#orders.set(purchase.id, { ...order, ...(await steps.complete(order.id, purchase)) });
    });
  }

  async #dispute({ purchase, step }: DueStep): Promise<void> {
    const order = this.#orders.get(purchase.id);
    if (order?.batch === undefined) return; // it was refused before, and reported then
    const { id: orderId, batch } = order;
    await this.#unlessRefused(purchase.place, async () => {
      const disputed = { orderId, batch, granted: coverOf(order) };
      const steps = new DisputeSteps(this.#options.marketplace, purchase, disputed);
      if (step === 'open') this.#orders.set(purchase.id, { ...order, dispute: { id: await steps.open() } });
      else if (order.dispute !== undefined) await steps.goOn(order.dispute.id, step);
    });
  }

  /** What the rules refuse is the row's fault; a refused token or route is not. */
  async #unlessRefused(place: RowPlace, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused) || !isOfTheRow(error)) throw error;
      this.#options.broken.report(place, `refused: ${error.message}`);
    }
  }
}

const coverOf = ({ page: { cover }, draft: { total } }: ImportedOrder): Money =>
  cover.granted === null ? zero(total.currency) : fromText(cover.granted);

const isOfTheRow = ({ status, code }: Refused): boolean =>
  [400, 409, 413, 422].includes(status) || (status === 404 && code.startsWith('unknown-'));
