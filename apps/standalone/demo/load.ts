import { organisationId } from '#kernel';
import type { Application } from '#application/nest';
import type { StoredEvent } from '#event-store';
import { commandIdFor, idOfNew, type JsonLog, type TokenRequest, type WriteAnswer } from '#platform';
import { BUYER, ENDS_WITH, marketplace, SHOWN, type Step } from './marketplace.js';

/**
 * Loads the demo marketplace into an empty store, or goes on where an earlier loading was broken off; a store that began
 * otherwise is left alone.
 *
 * @returns the id of an order to look at; undefined when the store is not a demo's.
 */
export async function loadDemo(application: Application, log: JsonLog): Promise<string | undefined> {
  const { eventStore } = application.engine;
  const [first, last] = [marketplace.at(0), marketplace.at(-1)];
  const begun = await commandOf(eventStore.readAll({ limit: 1 }));
  if (begun !== undefined && begun !== commandIdOf(first)) return undefined;
  const ended = await commandOf(
    eventStore.readStream(`order-${orderIdOf(ENDS_WITH)}`, { direction: 'backward', limit: 1 }),
  );
  if (ended !== commandIdOf(last)) await takeAll(application, log);
  return orderIdOf(SHOWN);
}

async function takeAll(application: Application, log: JsonLog): Promise<void> {
  const loader = new Loader(application);
  try {
    for (const step of marketplace) await loader.take(step);
  } catch (error) {
    log.warn('the demo marketplace could not be loaded to its end', { error: String(error) });
  }
}

/** The command that wrote the first event of what is read. */
async function commandOf(events: AsyncIterable<readonly StoredEvent[]>): Promise<unknown> {
  for await (const [event] of events) return event?.metadata['commandId'];
  return undefined;
}

const commandIdOf = (step: Step | undefined): string | undefined => step && commandIdFor(step.organisation, step.name);
const orderIdOf = (name: string): string => idOfNew('order', commandIdFor(BUYER, name));

/** Sends the steps as requests, through everything that a request goes through. */
class Loader {
  readonly #ids = new Map<string, string>();

  constructor(private readonly application: Application) {}

  /** The next step builds on what this one led to, so it waits until that is done. */
  async take(step: Step): Promise<void> {
    const { name, path, body } = step;
    const token = await this.#tokenFor(step);
    const url = this.#filledIn(path);
    const payload = body && (JSON.parse(await this.#withHashes(JSON.stringify(body), token)) as object); // it was one before
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': name };
    const { id, position } = await this.#send<WriteAnswer>({
      method: 'POST',
      url,
      headers,
      ...(payload && { payload }),
    });
    this.#ids.set(name, id);
    const order = /^\/v1\/orders\/([^/]+)\//.exec(url)?.[1];
    if (order !== undefined) await this.#status(order, token, `?after=${position}&settled=true`);
  }

  #filledIn(text: string): string {
    return text.replace(/\{([a-z-]+)\}/g, (_, name: string) => this.#ids.get(name) ?? name);
  }

  async #withHashes(text: string, token: string): Promise<string> {
    const [placeholder, name] = /\{([a-z-]+)\.hash\}/.exec(text) ?? [];
    if (placeholder === undefined || name === undefined) return text;
    const { contract } = await this.#status(this.#ids.get(name) ?? name, token);
    return text.replace(placeholder, contract.hash);
  }

  #status(order: string, token: string, query = ''): Promise<{ readonly contract: { readonly hash: string } }> {
    const headers = { authorization: `Bearer ${token}`, prefer: 'wait=30' };
    return this.#send({ method: 'GET', url: `/v1/orders/${order}/status${query}`, headers });
  }

  #tokenFor({ as: role, organisation }: Step): Promise<string> {
    const request: TokenRequest = {
      subject: 'demo',
      organisation: organisationId(organisation),
      role,
      validForSeconds: 60,
    };
    return this.application.engine.tokens.issue(request);
  }

  async #send<Answer>(request: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { statusCode, body } = await this.application.http.inject(request);
    if (statusCode >= 300 || statusCode === 202) throw new Error(`${String(request['url'])}: ${statusCode} ${body}`);
    return JSON.parse(body) as Answer; // as the API reference says
  }
}
