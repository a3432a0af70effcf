import { types } from 'node:util';
import { headersOf, parsed, Unreachable, type ApiRequest, type ApiResponse, type Transport } from './transport.js';

const TIMEOUT_MS = 60_000;

/** Speaks to a running server. */
export class HttpTransport implements Transport {
  readonly #base: URL;

  constructor(base: URL) {
    this.#base = base;
  }

  async send(request: ApiRequest): Promise<ApiResponse> {
    const { method, path, body, content } = request;
    try {
      const response = await fetch(new URL(path, this.#base), {
        method,
        headers: headersOf(request),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(content !== undefined && { body: content }),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: parsed(await response.text()) };
    } catch (error) {
      throw new Unreachable(`${this.#base.origin} does not answer: ${reasonOf(error)}`, { cause: error });
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** `fetch` says "fetch failed" and keeps the reason in the cause. */
function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const { cause } = error;
  if (!types.isNativeError(cause)) return error.message;
  return 'code' in cause ? String(cause.code) : cause.message;
}
