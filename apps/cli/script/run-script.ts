import { instant, type Instant } from '#kernel';
import { untilIdle } from '#runtime';
import { OPERATOR } from '../client/credentials.js';
import type { ApiResponse } from '../client/transport.js';
import { projections } from '../stores.js';
import { codeOf, unexpectedIn } from './expected.js';
import type { MoveStep, RequestStep, Step } from './format.js';
import type { Installation } from './installation.js';
import { bound, namesIn, valueAt } from './names.js';
import { requestOf, summaryOf } from './requests.js';

/** What became of one step. */
export interface StepResult {
  /** Counted from 1; of those that happen together `4.1`, `4.2`. */
  readonly place: string;
  readonly who: string;
  readonly what: string;
  /** Null when nothing was sent. */
  readonly status: number | null;
  /** Of a refusal. */
  readonly code: string | null;
  /** What is not as it should be. */
  readonly problem: string | null;
  readonly body?: unknown;
}

const PATIENCE_MS = 30_000;

/**
 * Runs the steps of a script one after another, and lets the platform come to rest after each, so that the same script leads
 * to the same end.
 */
export class ScriptRunner {
  readonly #installation: Installation;
  readonly #names: Map<string, string>;
  #steps = 0;

  /** @param run tells the names and keys of this run from those of others on the same installation. */
  constructor(installation: Installation, run: string) {
    this.#installation = installation;
    this.#names = new Map([['run', run]]);
  }

  /** @returns one result; of steps that happen together one each. @throws CliError, Unreachable */
  async step(step: Step): Promise<readonly StepResult[]> {
    const place = String((this.#steps += 1));
    const results =
      'together' in step
        ? await Promise.all(step.together.map((each, index) => this.#request(each, `${place}.${index + 1}`)))
        : [isMove(step) ? await this.#move(step, place) : await this.#request(step, place)];
    const waitsFor = await this.#settle();
    if (waitsFor === undefined) return results;
    const problem = `the platform does not come to rest: it waits for ${waitsFor}`;
    return results.map((result) => ({ ...result, problem: result.problem ?? problem }));
  }

  async #request(step: RequestStep, place: string): Promise<StepResult> {
    const { note: _, expect: __, bind: ___, ...sent } = step;
    const missing = namesIn(sent).find((name) => !this.#names.has(name));
    if (missing !== undefined) {
      const problem = step.mayBeRefused === true ? null : `{${missing}} has no value`;
      return { place, ...summaryOf(bound(step, this.#names)), status: null, code: null, problem };
    }
    const ready = bound(step, this.#names);
    const request = await requestOf(ready, `${this.#names.get('run')}-${place}`, this.#installation);
    const answer = await this.#installation.transport.send(request);
    const problem = unexpectedIn(answer, ready) ?? this.#bind(step, answer) ?? null;
    return { place, ...summaryOf(ready), status: answer.status, code: codeOf(answer), problem, body: answer.body };
  }

  /** Binds what it can. @returns what the answer does not have. */
  #bind({ bind = {}, mayBeRefused = false }: RequestStep, { status, body }: ApiResponse): string | undefined {
    if (status >= 300) return undefined;
    for (const [name, path] of Object.entries(bind)) {
      const value = valueAt(body, path);
      if (value !== undefined) this.#names.set(name, value);
      else if (!mayBeRefused) return `the answer has no ${path}`;
    }
    return undefined;
  }

  async #move(step: MoveStep, place: string): Promise<StepResult> {
    if ('provider' in step) {
      this.#installation.setProvider(step.provider);
      return { place, who: 'payment provider', what: step.provider, status: null, code: null, problem: null };
    }
    const by = 'advance' in step;
    const post = by ? '/v1/clock/advances' : '/v1/clock/settings';
    const body = by ? { by: step.advance } : { to: step.clock };
    return this.#request({ as: `operator@${OPERATOR.organisation}`, post, body }, place);
  }

  #settle(): Promise<string | undefined> {
    const { eventStore, readStore } = this.#installation.stores;
    const presentTime = (): Promise<Instant> => this.#now();
    return untilIdle({ eventStore, readStore, projections, presentTime, timeoutMs: PATIENCE_MS });
  }

  async #now(): Promise<Instant> {
    const { transport, credentials } = this.#installation;
    const token = await credentials.tokenFor(OPERATOR);
    const { body } = await transport.send({ method: 'GET', path: '/v1/clock', token });
    return instant(valueAt(body, 'now') ?? '');
  }
}

const isMove = (step: MoveStep | RequestStep): step is MoveStep =>
  'advance' in step || 'clock' in step || 'provider' in step;
