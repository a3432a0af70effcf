import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { organisationId } from '#kernel';
import { FileKeyStore } from '#key-store';
import { Tokens } from '#platform';
import { OPERATOR, SUPPLIER, type Answer, type Party, type Written } from './api.js';
import type { OrderClient } from './order-life.js';

interface Sent {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const RUN = randomUUID().slice(0, 8);
let keys = 0;

/** A client of running servers, one for writing and one for reading; they may be the same. */
export class HttpClient implements OrderClient {
  readonly #tokens: Tokens;
  readonly #writeUrl: string;
  readonly #readUrl: string;

  private constructor(
    tokens: Tokens,
    writeUrl: string,
    readUrl: string,
    /** Whose page it waits at. */
    private readonly supplier: string,
  ) {
    this.#tokens = tokens;
    this.#writeUrl = writeUrl;
    this.#readUrl = readUrl;
  }

  /** @param dataDir holds the keys of the installation. */
  static async of(dataDir: string, writeUrl: string, readUrl: string, supplier = SUPPLIER[1]): Promise<HttpClient> {
    const tokens = await Tokens.open(await FileKeyStore.open(join(dataDir, 'keys')));
    return new HttpClient(tokens, writeUrl, readUrl, supplier);
  }

  async get(party: Party, path: string): Promise<Answer> {
    return this.#send(party, `${this.#readUrl}${path}`, { headers: { prefer: 'wait=30' } });
  }

  /** @param key a repeat names the key of the first time. */
  post(party: Party, path: string, body?: object, key = `key-${RUN}-${keys++}`): Promise<Answer> {
    const headers = { 'idempotency-key': key, ...(body && { 'content-type': 'application/json' }) };
    const init = { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) };
    return this.#send(party, `${this.#writeUrl}${path}`, init);
  }

  async done(party: Party, path: string, body?: object): Promise<Written> {
    const { status, text, body: answer } = await this.post(party, path, body);
    if (status !== 200 && status !== 201) throw new Error(`POST ${path}: ${status} ${text}`);
    const written = answer as Written;
    const settled = await this.get(OPERATOR, `/v1/suppliers/${this.supplier}?after=${written.position}&settled=true`);
    if (settled.status !== 200) throw new Error(`not settled: ${settled.text}`);
    return written;
  }

  async #send(party: Party, url: string, { headers: own, ...init }: Sent): Promise<Answer> {
    const headers = { authorization: `Bearer ${await this.#token(party)}`, ...own };
    const response = await fetch(url, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  #token([role, organisation]: Party): Promise<string> {
    return this.#tokens.issue({ subject: `${role}-1`, organisation: organisationId(organisation), role });
  }
}
