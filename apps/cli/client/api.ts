import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../errors.js';
import { Unreachable, type ApiRequest, type ApiResponse, type Transport } from './transport.js';

/** What every write answers with. */
export interface Written {
  readonly id: string;
  readonly revision: number;
  /** Names the place in the store's history; for `?after=`. */
  readonly position: string;
}

/** The server understood the request and says no; the same request again is answered the same. */
export class Refused extends CliError {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    /** Stable: what a program decides by. */
    readonly code: string,
    detail: string,
  ) {
    super(`${detail} (${status} ${code})`);
  }
}

/** So often is a request sent that nobody answers, or that cannot be carried out for now: about half a minute in all. */
const TRIES = 10;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface ApiOptions {
  /** Where a person waits, one is enough. */
  readonly tries?: number;
  /** Replaces the pause between tries. */
  readonly pause?: (millis: number) => Promise<unknown>;
}

/**
 * Sends requests until they are answered. Sending a write again does no harm, for its key is the same.
 *
 * @throws Refused, and CliError when all tries were in vain.
 */
export class Api {
  readonly #transport: Transport;
  readonly #tries: number;
  readonly #pause: (millis: number) => Promise<unknown>;
  #writes = 0;

  constructor(transport: Transport, { tries = TRIES, pause = sleep }: ApiOptions = {}) {
    this.#transport = transport;
    this.#tries = tries;
    this.#pause = pause;
  }

  /** Writes that were answered so far. */
  get writes(): number {
    return this.#writes;
  }

  async write(request: Omit<ApiRequest, 'method'> & { readonly key: string }): Promise<Written> {
    const body = await this.#send({ ...request, method: 'POST' });
    this.#writes += 1;
    return body as Written; // every write answers so
  }

  /** Answers of reads are as the API reference says; the caller names what it uses of them. */
  async read<T>(request: Pick<ApiRequest, 'path' | 'token'>): Promise<T> {
    return (await this.#send({ ...request, method: 'GET' })) as T;
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #send(request: ApiRequest): Promise<unknown> {
    let lastTrouble = '';
    for (let tries = 0; tries < this.#tries; tries++) {
      if (tries > 0) await this.#pause(pauseAfter(tries));
      const answer = await this.#try(request);
      if ('trouble' in answer) lastTrouble = answer.trouble;
      else return answer.body;
    }
    const { method, path } = request;
    const often = this.#tries > 1 ? ` (tried ${this.#tries} times)` : '';
    throw new CliError(`${method} ${path} failed${often}: ${lastTrouble}`);
  }

  async #try(request: ApiRequest): Promise<{ readonly body: unknown } | { readonly trouble: string }> {
    try {
      const { status, body } = await this.#transport.send(request);
      if (status === 200 || status === 201) return { body };
      if (status === 202) return { trouble: 'The read model lags behind.' };
      const problem = problemIn({ status, body });
      if (status >= 500 || status === 429) return { trouble: problem.message };
      throw problem;
    } catch (error) {
      if (error instanceof Unreachable) return { trouble: `${error.message}.` };
      throw error;
    }
  }
}

/** Doubled each time, with jitter, so that those who failed together do not come back together. */
const pauseAfter = (tries: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2);

/** The problem document (RFC 9457) of an answer, or what is to be said without one. */
function problemIn({ status, body }: ApiResponse): Refused {
  const { code, detail, errors } = isObject(body) ? body : {};
  const fields = Array.isArray(errors) ? errors.filter(isObject).map(fieldText) : [];
  const said = typeof detail === 'string' ? detail : 'The server gave no reason.';
  return new Refused(status, typeof code === 'string' ? code : 'no-code', [said, ...fields].join(' '));
}

const fieldText = ({ field, message }: Readonly<Record<string, unknown>>): string =>
  `${String(field)} ${String(message)}.`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
