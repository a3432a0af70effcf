import type { PaymentNews, PaymentProvider, PayOut, PayOutStatus } from '#payment-provider';

/** A provider that outlives the processes that ask it, and pays once for each key. */
export class RememberingBank implements PaymentProvider {
  readonly name = 'test-bank';
  /** Every payment that has left it. */
  readonly paid: PayOut[] = [];
  readonly #statuses = new Map<string, PayOutStatus>();

  payOut(order: PayOut): Promise<PayOutStatus> {
    const known = this.#statuses.get(order.key);
    if (known !== undefined) return Promise.resolve(known);
    const status = { kind: 'succeeded', transaction: `TX ${order.key}` } as const;
    this.#statuses.set(order.key, status);
    this.paid.push(order);
    return Promise.resolve(status);
  }

  findPayOut(key: string): Promise<PayOutStatus | undefined> {
    return Promise.resolve(this.#statuses.get(key));
  }

  initiate(): Promise<PaymentNews> {
    return Promise.reject(new Error('nobody pays in'));
  }

  findPayment(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
