import supertest from 'supertest';
import { organisationId } from '#kernel';
import { Application } from '#application/nest';
import { JsonLog, type Settings, type TokenRole } from '#platform';
import { afterThisTest, temporaryFolder } from './event-store.js';

export type Party = readonly [role: TokenRole, organisation: string];

export const OPERATOR: Party = ['operator', 'trade-assurance'];
export const ARBITER: Party = ['arbiter', 'trade-assurance'];
export const BUYER: Party = ['buyer', 'acme-imports'];
export const SUPPLIER: Party = ['supplier', 'lin-textiles'];

/** Makes another body of the one that is to be sent to a path. */
export type Rewrite = (path: string, body: object) => object;

type MoreSettings = Partial<Pick<Settings, 'maxDocumentBytes' | 'paymentProvider'>>;

let keys = 0;

interface Extra {
  /** Default: a key that was never used before. Null: none is sent. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole service, in this process and on a folder of its own, as a client sees it. */
export class Api {
  /** What was logged, line by line. */
  readonly log: string[] = [];
  /** Every body that is sent passes through it. */
  rewrite: Rewrite = (_, body) => body;

  private constructor(
    readonly application: Application,
    log: string[],
  ) {
    this.log = log;
  }

  /** Closed after the test that opened it. */
  static async open(folder?: string, settings?: MoreSettings): Promise<Api> {
    const api = await Api.start(folder ?? (await temporaryFolder()), settings);
    afterThisTest(() => api.close());
    return api;
  }

  /** For the caller to close. */
  static async start(dataDir: string, settings: MoreSettings = {}): Promise<Api> {
    const log: string[] = [];
    const json = new JsonLog('warn', (line) => log.push(line));
    const application = await Application.open({ dataDir, clock: 'movable', ...settings }, json);
    await application.listen({ host: '127.0.0.1', port: 0 });
    return new Api(application, log);
  }

  close(): Promise<void> {
    return this.application.close();
  }

  async token([role, organisation]: Party): Promise<string> {
    const { tokens } = this.application.engine;
    return tokens.issue({ subject: `${role}-1`, organisation: organisationId(organisation), role });
  }

  async get(party: Party, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const token = await this.token(party);
    return this.raw().get(path).set('authorization', `Bearer ${token}`).set(headers);
  }

  async post(party: Party, path: string, body?: object, { key, headers = {} }: Extra = {}): Promise<Answer> {
    const token = await this.token(party);
    const sent = this.raw().post(path).set('authorization', `Bearer ${token}`).set(headers);
    if (key !== null) void sent.set('idempotency-key', key ?? `key-${keys++}`);
    const written = this.rewrite(path, body ?? {});
    return body === undefined ? sent : sent.send(written);
  }

  /** Sends the content of a document. */
  async upload(party: Party, path: string, content: Uint8Array, { key, headers = {} }: Extra = {}): Promise<Answer> {
    const token = await this.token(party);
    this.rewrite(path, {});
    return this.raw()
      .post(path)
      .set({ authorization: `Bearer ${token}`, 'idempotency-key': key ?? `key-${keys++}`, ...headers })
      .send(Buffer.from(content));
  }

  /** Sends a write that must succeed, and waits until everything that it led to is done. */
  async done(party: Party, path: string, body?: object): Promise<Written> {
    const { status, body: answer } = await this.post(party, path, body);
    if (status !== 200 && status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(answer)}`);
    const written = answer as Written;
    const waited = await this.get(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}?after=${written.position}&settled=true`);
    if (waited.status !== 200 && waited.status !== 404) throw new Error(`not settled: ${JSON.stringify(waited.body)}`);
    return written;
  }

  /** The status page of an order, fresh enough to show what was written at a position. */
  async page(party: Party, order: string, after?: string): Promise<Answer> {
    return this.get(party, `/v1/orders/${order}/status${after === undefined ? '' : `?after=${after}&settled=true`}`);
  }

  /** For requests that a client of ours would never send. */
  raw(): Agent {
    return supertest(this.application.http.getHttpServer());
  }
}

type Agent = ReturnType<typeof supertest>;
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: unknown;
}
export interface Written {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
}
