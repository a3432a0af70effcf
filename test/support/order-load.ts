import { setTimeout as sleep } from 'node:timers/promises';
import { BUYER, OPERATOR, SUPPLIER, type Answer, type Party, type Written } from './api.js';
import { contract, enrolment, usd } from './orders.js';

/** Sends one write under a key; rejects when nobody answers. */
export type Send = (party: Party, path: string, body: object | undefined, key: string) => Promise<Answer>;

/** What became of one command of the load, as its caller knows it. */
export interface Outcome {
  readonly key: string;
  readonly organisation: string;
  /** What it was answered with; undefined when the rules refused it. */
  readonly written: Written | undefined;
}

export interface LoadOptions {
  readonly orders: number;
  readonly inFlight: number;
  /** Begins every key and names the supplier, so that several loads do not meet in one store. */
  readonly name?: string;
  /** Told of every outcome, so that faults can be timed by progress and not by the clock. */
  readonly onOutcome?: (count: number) => void;
  /** For how long the same request is sent again, in milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;

/**
 * Orders from the draft to both confirmations, and to a cancellation for every third of them, many at a time. A request that gets no
 * answer, or one that says "not now", is sent again under its key, as a client does that means to be exact.
 *
 * @throws Error when a request got no answer for too long, or one that no client can understand.
 */
export async function loadOrders(send: Send, options: LoadOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const load = new Load(send, options, outcomes);
  await load.enrol();
  const waiting = Array.from({ length: options.orders }, (_, n) => n);
  const work = async (): Promise<void> => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await load.order(n);
  };
  await Promise.all(Array.from({ length: options.inFlight }, work));
  return outcomes;
}

class Load {
  readonly #name: string;
  readonly #supplier: Party;

  constructor(
    private readonly sendOnce: Send,
    private readonly options: LoadOptions,
    private readonly outcomes: Outcome[],
  ) {
    this.#name = options.name ?? 'load';
    this.#supplier = options.name === undefined ? SUPPLIER : ['supplier', options.name];
  }

  async enrol(): Promise<void> {
    const body = enrolment(this.#supplier[1], '90000000.00');
    await this.send(OPERATOR, '/v1/suppliers', body, `${this.#name}-enrolment`);
  }

  async order(n: number): Promise<void> {
    const key = `${this.#name}-${n}`;
    const terms = contract({ supplier: this.#supplier[1], qualityTerms: `order ${n}` });
    const drafted = await this.send(BUYER, '/v1/orders', terms, `${key}-draft`);
    if (drafted === undefined) throw new Error(`the draft of order ${n} was refused`);
    const order = `/v1/orders/${drafted.id}`;
    await this.send(BUYER, `${order}/submissions`, undefined, `${key}-submit`);
    if (n % 3 === 0) {
      await this.send(BUYER, `${order}/cancellations`, { reason: 'changed my mind' }, `${key}-cancel`);
      // Must be refused: nothing of it may be found afterwards.
      await this.send(this.#supplier, `${order}/submissions`, undefined, `${key}-too-late`);
      return;
    }
    const money = { purpose: 'initial', amount: usd('1500.00'), method: 'tt', reference: key };
    await this.send(OPERATOR, `${order}/payments`, money, `${key}-early-money`); // arrives too early, and is recorded as such
    await this.send(BUYER, `${order}/confirmations`, { contractHash: '0'.repeat(64) }, `${key}-wrong-hash`); // refused
  }

  async send(party: Party, path: string, body: object | undefined, key: string): Promise<Written | undefined> {
    const { patienceMs = PATIENCE_MS, onOutcome } = this.options;
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      const answer = await this.sendOnce(party, path, body, key).catch(() => undefined); // whatever it was, nobody answered
      const outcome = outcomeOf(answer);
      if (outcome !== 'again') {
        this.outcomes.push({ key, organisation: party[1], written: outcome });
        onOutcome?.(this.outcomes.length);
        return outcome;
      }
      if (performance.now() > giveUpAt) throw new Error(`${path}: no good answer, the last one: ${textOf(answer)}`);
      await sleep(PAUSE_MS * (0.5 + Math.random()));
    }
  }
}

function outcomeOf(answer: Answer | undefined): Written | undefined | 'again' {
  if (answer === undefined) return 'again';
  const { status, body } = answer;
  if (status === 200 || status === 201) return body as Written;
  if (status === 409) return undefined;
  if (status >= 500 || status === 404) return 'again'; // a gateway, or nobody there yet
  throw new Error(textOf(answer));
}

const textOf = (answer: Answer | undefined): string =>
  answer === undefined ? 'none' : `${answer.status} ${answer.text}`;
