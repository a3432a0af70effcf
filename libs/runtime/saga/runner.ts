import type { Saga } from '#kernel';
import type { Clock } from '#clock';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { Background } from '../background.js';
import { unelected, type Leadership } from '../leadership.js';
import type { Log } from '../log.js';
import type { CommandPipeline } from '../pipeline/pipeline.js';
import { passDeadlines } from './deadlines.js';
import { Dispatcher, type DispatchPort } from './dispatcher.js';
import { Instances } from './instances.js';
import { react } from './reactor.js';

export interface SagaRunnerOptions {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  readonly clock: Clock;
  readonly pipeline: CommandPipeline<unknown>;
  readonly port: DispatchPort;
  readonly sagas: readonly Saga[];
  readonly log: Log;
  /** Default: whoever runs, carries out. */
  readonly lead?: Leadership;
}

/**
 * Runs sagas durably: every input is recorded with the decision it led to before anything is sent, every command is sent until
 * its outcome is recorded, every deadline is a fact. It may be killed at any point and begun again, and several may run at
 * once: the revision of the instance's stream decides who was first.
 *
 * Needs the read models `deadlines` and `saga-work` to be projected.
 */
export class SagaRunner {
  readonly #options: SagaRunnerOptions;
  readonly #instances: Instances;
  readonly #reactor: Background;
  readonly #dispatcher: Background;
  readonly #deadlines: Background;

  constructor(options: SagaRunnerOptions) {
    const { pipeline, eventStore, sagas, log } = options;
    this.#options = options;
    this.#instances = new Instances(pipeline, eventStore, sagas);
    this.#reactor = new Background('the saga reactor', log);
    this.#dispatcher = new Background('the saga dispatcher', log);
    this.#deadlines = new Background('the deadline watch', log);
  }

  /** Reacting, sending and waking are works of their own: each may be another process's. */
  start(): void {
    const dispatcher = new Dispatcher(this.#options, this.#instances);
    const { sagas, lead = unelected } = this.#options;
    this.#reactor.start((signal, running) =>
      lead(
        'saga-reactor',
        signal,
        (leading) => react(this.#options, this.#instances, sagas, leading, running),
        running,
      ),
    );
    this.#dispatcher.start((signal, running) =>
      lead('saga-dispatcher', signal, (leading) => dispatcher.follow(leading, running), running),
    );
    this.#deadlines.start((signal, running) =>
      lead(
        'saga-deadlines',
        signal,
        (leading) => passDeadlines(this.#options, this.#instances, leading, running),
        running,
      ),
    );
  }

  /** What is wrong, for a health check. */
  get problems(): readonly Error[] {
    return [this.#reactor, this.#dispatcher, this.#deadlines].flatMap(({ failure }) => (failure ? [failure] : []));
  }

  /** Lets an instance take the inputs that it could not take before. */
  retryParked(saga: string, key: string, attempt: string): Promise<{ taken: number; error?: string }> {
    return this.#instances.retryParked(saga, key, attempt);
  }

  /** Finishes what is under way. Repeatable. */
  async stop(): Promise<void> {
    await Promise.all([this.#reactor.stop(), this.#dispatcher.stop(), this.#deadlines.stop()]);
  }
}
