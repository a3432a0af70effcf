import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Position } from '#kernel';
import type { ReadModel } from '#read-store';
import {
  summaryOfSagas,
  untilNothingIsDue,
  untilProjected,
  untilSettled,
  type SagaSummary,
  type Waited,
} from '#runtime';
import { Engine } from '../engine/engine.js';
import { badRequest } from '../problem/problem.js';
import type { CatchingUp, FreshnessQuery } from './freshness.query.js';

const DEFAULT_WAIT_S = 5;
const LONGEST_WAIT_S = 30;

/** Lets a read wait until it shows what the caller has written, and what that led to. */
@Injectable()
export class Freshness implements OnModuleDestroy {
  readonly #stopping = new AbortController();

  constructor(private readonly engine: Engine) {}

  /** Who waits when the process stops is answered at once with how far it is. */
  onModuleDestroy(): void {
    this.#stopping.abort();
  }

  /**
   * Waits until `model` has digested what the query asks for.
   *
   * @returns undefined when it has; otherwise the body of the 202 that says how far it is, and the reply is made ready for it.
   * @throws Problem when the position is out of form, of another store, or nobody's.
   */
  async waitFor(
    model: ReadModel,
    { after, settled }: FreshnessQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CatchingUp | undefined> {
    if (after === undefined) {
      if (settled === 'true')
        throw badRequest('after-missing', 'With `settled` goes `after`: the position of the write.', {
          field: 'after',
          message: 'is missing',
        });
      return undefined;
    }
    const wanted = this.engine.positions.fromText(after);
    const giveUpAt = performance.now() + waitOf(request) * 1_000;
    const waited = await this.#wait(model, wanted, settled === 'true', () => giveUpAt - performance.now());
    if (waited.reached) return undefined;
    reply.status(202).header('retry-after', 1);
    return { wanted: after, reached: this.engine.positions.toText(waited.position) };
  }

  /** How the sagas stand: at once, or once nothing is due any more, or as they stand when the caller's time is over. */
  sagaSummary(settled: boolean, request: FastifyRequest): Promise<SagaSummary> {
    const { eventStore, readStore } = this.engine;
    const options = { eventStore, readStore, presentTime: () => this.engine.presentTime() };
    return settled
      ? untilNothingIsDue(options, waitOf(request) * 1_000, this.#stopping.signal)
      : summaryOfSagas(options);
  }

  async #wait(model: ReadModel, wanted: Position, settled: boolean, left: () => number): Promise<Waited> {
    const { readStore } = this.engine;
    const { signal } = this.#stopping;
    if (!settled) return untilProjected(readStore, model, wanted, left(), signal);
    const sagas = await this.#settled(wanted, left());
    return sagas.reached ? untilProjected(readStore, model, sagas.position, left(), signal) : sagas;
  }

  async #settled(wanted: Position, timeoutMs: number): Promise<Waited> {
    try {
      return await untilSettled(this.engine, wanted, timeoutMs, this.#stopping.signal);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw badRequest('position-invalid', 'No event stands at this position.', {
        field: 'after',
        message: 'is the position of no event',
      });
    }
  }
}

/** `Prefer: wait=<seconds>` (RFC 7240), bounded. */
function waitOf({ headers }: FastifyRequest): number {
  const [, seconds] = /(?:^|[\s,;])wait=(\d{1,4})(?:$|[\s,;])/.exec(String(headers['prefer'] ?? '')) ?? [];
  return seconds === undefined ? DEFAULT_WAIT_S : Math.min(Number(seconds), LONGEST_WAIT_S);
}
