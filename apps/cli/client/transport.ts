/** One request to the API, as every way there carries it. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  /** Callbacks of the payment provider have a signature instead. */
  readonly token?: string;
  /** The Idempotency-Key of a write. */
  readonly key?: string;
  readonly body?: object;
  /** Sent as it is, instead of a body of JSON. */
  readonly content?: string;
  /** In lower case, on top of those that follow from the rest. */
  readonly headers?: Readonly<Record<string, string>>;
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
export const headersOf = ({ method, token, key, body, headers }: ApiRequest): Record<string, string> => ({
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...(method === 'GET' && { prefer: `wait=${WAIT_S}` }),
  ...(key !== undefined && { 'idempotency-key': key }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...headers,
});

/** What a request with a document of plain text sends. */
export const textDocument = (fileName: string, text: string): Pick<ApiRequest, 'content' | 'headers'> => ({
  content: text,
  headers: { 'content-type': 'text/plain', 'file-name': encodeURIComponent(fileName) },
});

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an answer that is no JSON is told by its status alone
  }
}
