import type { Installation } from '../../apps/cli/script/installation.js';
import { OPERATOR } from '../../apps/cli/client/credentials.js';
import type { Purpose } from './ledger.js';

/** What the model reads of the API's pages. */
interface MoneyText {
  readonly amount: string;
}
export interface OrderPage {
  readonly orderId: string;
  readonly phase: string;
  readonly cover: { readonly requested: MoneyText | null; readonly granted: MoneyText | null };
  readonly payments: Readonly<
    Record<Purpose, { readonly arrived: MoneyText; readonly waived: MoneyText; readonly complete: boolean }>
  >;
  readonly arrivals: readonly {
    readonly paymentId: string;
    readonly purpose: Purpose;
    readonly amount: MoneyText;
    readonly outcome: { readonly kind: string; readonly allocated?: MoneyText } | null;
  }[];
  readonly shipments: readonly object[];
  readonly disputes: readonly {
    readonly disputeId: string;
    readonly status: string;
    readonly refunded: MoneyText | null;
  }[];
}
export interface PaymentPage {
  readonly paymentId: string;
  readonly phase: string;
  readonly returns: readonly { readonly cause: string; readonly amount: MoneyText; readonly status: string }[];
}
export interface DisputePage {
  readonly refunds: readonly {
    readonly refundId: string;
    readonly determined: MoneyText;
    readonly amount: MoneyText;
    readonly status: string;
  }[];
}
export interface SupplierPage {
  readonly limit: MoneyText;
  readonly reserved: MoneyText;
  readonly remaining: MoneyText;
}

/** All that an order's pages say, read after everything has come to rest. */
export interface OrderPages {
  readonly order: OrderPage;
  readonly payments: readonly PaymentPage[];
  readonly refunds: DisputePage['refunds'];
}

export const centsOf = ({ amount }: MoneyText): bigint => BigInt(amount.replace('.', ''));
export const totalOf = (parts: readonly { readonly amount: MoneyText }[]): bigint =>
  parts.reduce((sum, { amount }) => sum + centsOf(amount), 0n);

export class Pages {
  constructor(private readonly installation: Installation) {}

  async order(id: string): Promise<OrderPages> {
    const path = `/v1/orders/${id}`;
    const order = await this.#read<OrderPage>(`${path}/status`);
    const { payments } = await this.#read<{ payments: readonly PaymentPage[] }>(`${path}/payments`);
    const disputes: DisputePage[] = [];
    for (const { disputeId } of order.disputes) disputes.push(await this.#read(`/v1/disputes/${disputeId}`));
    const refunds = disputes.flatMap((dispute) => dispute.refunds);
    return { order, payments, refunds: refunds.toSorted((a, b) => (a.refundId < b.refundId ? -1 : 1)) }; // as they followed
  }

  supplier(id: string): Promise<SupplierPage> {
    return this.#read(`/v1/suppliers/${id}`);
  }

  async #read<T>(path: string): Promise<T> {
    const { transport, credentials } = this.installation;
    const token = await credentials.tokenFor(OPERATOR);
    const { status, body } = await transport.send({ method: 'GET', path, token });
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body as T; // the API reference says so
  }
}
