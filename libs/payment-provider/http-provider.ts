import {
  ProviderOutcomeUnknown,
  ProviderRefused,
  ProviderUnavailable,
  type PaymentNews,
  type PaymentOrder,
  type PaymentProvider,
  type PayOut,
  type PayOutStatus,
} from './port.js';
import { requestMessage, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature.js';
import { bodyText, parseNews, parsePayOutStatus, refusalIn } from './wire.js';

export interface ProviderAccess {
  readonly name: string;
  /** Where it answers, without a path. */
  readonly url: string;
  /** Signs requests and callbacks alike. */
  readonly secret: string;
}

const LONGEST_ANSWER_MS = 10_000;
/** Before a connection stood, so that nothing was sent over it. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** It says itself that it did nothing. */
const BUSY = new Set([429, 503]);

/** The provider over HTTP. What is not an answer in its form is not believed: what it did is then looked up. */
export class HttpPaymentProvider implements PaymentProvider {
  readonly name: string;
  readonly #access: ProviderAccess;

  constructor(access: ProviderAccess) {
    this.name = access.name;
    this.#access = access;
  }

  initiate(order: PaymentOrder): Promise<PaymentNews> {
    return this.#ask('/v1/payments', order, parseNews);
  }

  findPayment(key: string): Promise<PaymentNews | undefined> {
    return this.#find(`/v1/payments/${encodeURIComponent(key)}`, parseNews);
  }

  payOut(order: PayOut): Promise<PayOutStatus> {
    return this.#ask('/v1/pay-outs', order, parsePayOutStatus);
  }

  findPayOut(key: string): Promise<PayOutStatus | undefined> {
    return this.#find(`/v1/pay-outs/${encodeURIComponent(key)}`, parsePayOutStatus);
  }

  async #ask<T>(path: string, content: object, parse: (value: unknown) => T): Promise<T> {
    const { status, body } = await this.#send('POST', path, bodyText(content));
    if (BUSY.has(status)) throw new ProviderUnavailable(`${this.name} takes no requests at the moment (${status})`);
    if (status >= 400 && status < 500) {
      const { code, detail } = refusalIn(body) ?? { code: `http-${status}`, detail: `${this.name} refused: ${status}` };
      throw new ProviderRefused(code, detail);
    }
    try {
      if (status >= 200 && status < 300) return parse(body);
    } catch (error) {
      throw new ProviderOutcomeUnknown(String(error), { cause: error });
    }
    throw new ProviderOutcomeUnknown(`${this.name} failed: ${status}`);
  }

  async #find<T>(path: string, parse: (value: unknown) => T): Promise<T | undefined> {
    const { status, body } = await this.#send('GET', path, '').catch((error: unknown) => {
      throw new ProviderUnavailable(`${this.name} cannot be asked`, { cause: error });
    });
    if (status === 404) return undefined;
    try {
      if (status === 200) return parse(body);
    } catch (error) {
      throw new ProviderUnavailable(String(error), { cause: error });
    }
    throw new ProviderUnavailable(`${this.name} cannot be asked: ${status}`);
  }

  async #send(method: 'GET' | 'POST', path: string, body: string): Promise<{ status: number; body: unknown }> {
    const { url, secret } = this.#access;
    const { timestamp, signature } = sign(secret, requestMessage(method, path, body), Date.now());
    const headers = {
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signature,
      ...(body !== '' && { 'content-type': 'application/json' }),
    };
    const init = { method, headers, signal: AbortSignal.timeout(LONGEST_ANSWER_MS), ...(body !== '' && { body }) };
    try {
      const response = await fetch(new URL(path, url), init);
      const text = await response.text();
      return { status: response.status, body: jsonOf(text) };
    } catch (error) {
      const code = codeOf(error);
      const said = `${this.name} did not answer: ${code ?? String(error)}`;
      if (code !== undefined && NOT_SENT.has(code)) throw new ProviderUnavailable(said, { cause: error });
      throw new ProviderOutcomeUnknown(said, { cause: error });
    }
  }
}

/** Undefined for what is no JSON: no answer in its form. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch` hides what happened to the connection in its cause; of several tries in that of the first. */
function codeOf(error: unknown): string | undefined {
  const { cause } = error as { readonly cause?: { readonly code?: unknown; readonly errors?: readonly unknown[] } }; // an Error, by fetch
  const first = cause?.errors?.[0] as { readonly code?: unknown } | undefined; // of an AggregateError
  const code = cause?.code ?? first?.code;
  return typeof code === 'string' ? code : undefined;
}
