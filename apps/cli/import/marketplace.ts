import type { LocalDate, MoneyText } from '#kernel';
import type { Api, Written } from '../client/api.js';
import type { ApiRequest } from '../client/transport.js';
import { OPERATOR, type Caller, type Credentials } from '../client/credentials.js';
import { morningOf } from './schedule.js';

/** What the import uses of an order's status page. */
export interface OrderPage {
  readonly status: string;
  readonly contract: { readonly hash: string };
  readonly cover: {
    /** Both null until the cover is reserved. */
    readonly requested: MoneyText | null;
    readonly granted: MoneyText | null;
    readonly reduced: boolean;
  };
  /** What of the money that arrived was set against each debt. */
  readonly payments: {
    readonly initial: { readonly arrived: MoneyText };
    readonly balance: { readonly arrived: MoneyText };
  };
}

/** What the import uses of a dispute's page. */
export interface DisputePage {
  readonly phase: string;
  readonly refunds: readonly { readonly refundId: string; readonly status: string; readonly amount: MoneyText }[];
}

/** A write by someone; the key is always the same for the same step, so that it is done once however often the import runs. */
export interface Act extends Pick<ApiRequest, 'content' | 'headers'> {
  readonly by: Caller;
  readonly key: string;
  readonly path: string;
  readonly body?: object;
}

/** The API as the import uses it. @throws Refused when the rules or the form of a request say no. */
export class Marketplace {
  readonly #api: Api;
  readonly #credentials: Credentials;

  constructor(api: Api, credentials: Credentials) {
    this.#api = api;
    this.#credentials = credentials;
  }

  /** Writes that were answered so far. */
  get commands(): number {
    return this.#api.writes;
  }

  async act({ by, ...request }: Act): Promise<Written> {
    return this.#api.write({ ...request, token: await this.#credentials.tokenFor(by) });
  }

  /** The page once it shows what stands up to a position. */
  page(orderId: string, { position }: Pick<Written, 'position'>): Promise<OrderPage> {
    return this.#read(`/v1/orders/${orderId}/status?after=${position}`);
  }

  /** The page once the sagas have done, and it shows, everything that `written` led to. */
  settled(orderId: string, { position }: Written): Promise<OrderPage> {
    return this.#read(`/v1/orders/${orderId}/status?after=${position}&settled=true`);
  }

  /** The page of a dispute; with everything that `written` led to, if something was. */
  dispute(disputeId: string, written?: Written): Promise<DisputePage> {
    const fresh = written === undefined ? '' : `?after=${written.position}&settled=true`;
    return this.#read(`/v1/disputes/${disputeId}${fresh}`);
  }

  /** Waits for the same where the page is of no interest: a supplier's is the smallest that waits. */
  async untilSettled(supplierId: string, { position }: Written): Promise<void> {
    await this.#read(`/v1/suppliers/${supplierId}?after=${position}&settled=true`);
  }

  /** Makes it the morning of that day, at which all is done that was due until then. A day that it was made before is left as it is. */
  async beginDay(date: LocalDate): Promise<void> {
    const body = { to: morningOf(date) };
    await this.act({ by: OPERATOR, key: `aw-clock-${date}`, path: '/v1/clock/settings', body });
    await this.nothingIsDue();
  }

  /** Waits until the platform has done everything that is due by now. */
  nothingIsDue(): Promise<Pick<Written, 'position'>> {
    return this.#read('/v1/sagas/summary?settled=true');
  }

  async #read<T>(path: string): Promise<T> {
    return this.#api.read<T>({ path, token: await this.#credentials.tokenFor(OPERATOR) });
  }
}
