/** One request to the API, as every way there carries it. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly token: string;
  /** The Idempotency-Key of a write. */
  readonly key?: string;
  readonly body?: object;
}

export interface ApiResponse {
  readonly status: number;
  /** The parsed JSON; undefined when there was none. */
  readonly body: unknown;
}

/** The way to the API: over HTTP, or into the same application in this very process. */
export interface Transport {
  /** @throws Unreachable when nobody answered; whether the request was carried out is then unknown. */
  send(request: ApiRequest): Promise<ApiResponse>;
  close(): Promise<void>;
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** A read that is to show a write may wait so long for it (RFC 7240). */
const WAIT_S = 20;

/** The headers of a request, in lower case. */
export const headersOf = ({ method, token, key, body }: ApiRequest): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  ...(method === 'GET' && { prefer: `wait=${WAIT_S}` }),
  ...(key !== undefined && { 'idempotency-key': key }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
});

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an answer that is no JSON is told by its status alone
  }
}
