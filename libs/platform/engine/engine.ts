import { randomUUID } from 'node:crypto';
import type { Instant, Projection, Saga } from '#kernel';
import type { BlobStore } from '#blob-store';
import { MovableClock, type Clock } from '#clock';
import type { EventStore } from '#event-store';
import type { PaymentProvider, ProviderAccess } from '#payment-provider';
import { PersonalData } from '#personal-data';
import { LeaseKeeper, type ReadStore } from '#read-store';
import { CURRENT, rulesFor, type RuleSet } from '#rules';
import {
  BlobSweeper,
  CommandPipeline,
  Instances,
  ProjectionRunner,
  sagaReadModels,
  SagaRunner,
  unelected,
  type BlobNames,
  type DispatchPort,
  type Leadership,
  type Log,
} from '#runtime';
import { Tokens } from '../auth/tokens.js';
import { DEFAULT_MAX_DOCUMENT_BYTES, type Settings } from '../config/settings.js';
import { Positions } from '../http/positions.js';
import { digestKeyOf } from './digest-key.js';
import { closePorts, openPorts, type Ports, type PortSettings } from './ports.js';

export interface EngineOptions {
  readonly projections: readonly Projection[];
  /** Whether this process folds events into them; another one does it otherwise. */
  readonly projects: boolean;
  readonly sagas: readonly Saga[];
  readonly log: Log;
  /** Whether one of several such processes is elected for what runs in the background. */
  readonly elects?: boolean;
  /** The largest document that is taken, bytes. */
  readonly maxDocumentBytes?: number;
  /** How the payment provider is reached, whose callbacks are signed with the same secret. */
  readonly providerAccess?: ProviderAccess;
}

export type EngineSettings = PortSettings & Partial<Pick<Settings, 'maxDocumentBytes'>>;

/** What is made of the ports, and kept for as long as they are open. */
interface Parts {
  readonly tokens: Tokens;
  readonly positions: Positions;
  readonly personalData: PersonalData;
  readonly pipeline: CommandPipeline<RuleSet>;
  readonly projectionRunner: ProjectionRunner;
}

/** Everything that a process works with and that needs no framework: the ports, the pipeline, the runners. */
export class Engine {
  readonly #ports: Ports;
  readonly #parts: Parts;
  readonly #options: EngineOptions;
  #sagaRunner: SagaRunner | undefined;
  #sweeper: BlobSweeper | undefined;

  private constructor(ports: Ports, parts: Parts, options: EngineOptions) {
    this.#ports = ports;
    this.#parts = parts;
    this.#options = options;
  }

  /**
   * Opens all of it, and begins to project where the process does that.
   *
   * @throws DatabaseUnusable, InvalidAddress, NotPermitted, StoreUnavailable, ReadStoreUnavailable, ReadStoreMismatch, KeyStoreUnusable: each with one clear line.
   */
  static async open(settings: EngineSettings, options: EngineOptions): Promise<Engine> {
    const { maxDocumentBytes, paymentProvider: providerAccess } = settings;
    const ports = await openPorts(settings, options.log);
    try {
      return await Engine.over(ports, {
        ...options,
        ...(maxDocumentBytes !== undefined && { maxDocumentBytes }),
        ...(providerAccess !== undefined && { providerAccess }),
      });
    } catch (error) {
      await closePorts(ports);
      throw error;
    }
  }

  /** On ports that are open already; `close` closes them. @throws as `open` */
  static async over(ports: Ports, options: EngineOptions): Promise<Engine> {
    const { eventStore, readStore, keyStore, clock } = ports;
    const digestKey = await digestKeyOf(keyStore, eventStore);
    const rules = { current: CURRENT, version: rulesFor };
    const personalData = new PersonalData(keyStore);
    const pipeline = new CommandPipeline<RuleSet>({ eventStore, clock, rules, digestKey, personalData });
    const projections = [...options.projections, ...sagaReadModels];
    const lead = leadershipOf(readStore, options);
    const projectionRunner = new ProjectionRunner({ eventStore, readStore, projections, log: options.log, lead });
    await (options.projects ? projectionRunner.start() : projectionRunner.prepare());
    try {
      const tokens = await Tokens.open(keyStore);
      const positions = new Positions(await eventStore.identity());
      return new Engine(ports, { tokens, positions, personalData, pipeline, projectionRunner }, options);
    } catch (error) {
      await projectionRunner.stop();
      throw error;
    }
  }

  get eventStore(): EventStore {
    return this.#ports.eventStore;
  }

  get readStore(): ReadStore {
    return this.#ports.readStore;
  }

  get blobStore(): BlobStore {
    return this.#ports.blobStore;
  }

  get clock(): Clock {
    return this.#ports.clock;
  }

  /** Null where none is configured. */
  get paymentProvider(): PaymentProvider | null {
    return this.#ports.paymentProvider;
  }

  get tokens(): Tokens {
    return this.#parts.tokens;
  }

  get positions(): Positions {
    return this.#parts.positions;
  }

  get personalData(): PersonalData {
    return this.#parts.personalData;
  }

  get pipeline(): CommandPipeline<RuleSet> {
    return this.#parts.pipeline;
  }

  /** The read models that people ask for. */
  get projections(): readonly Projection[] {
    return this.#options.projections;
  }

  get log(): Log {
    return this.#options.log;
  }

  /** The largest document that is taken, bytes. */
  get maxDocumentBytes(): number {
    return this.#options.maxDocumentBytes ?? DEFAULT_MAX_DOCUMENT_BYTES;
  }

  /** Begins to carry out what sagas decide; their commands go through `port`. */
  startSagas(port: DispatchPort): void {
    const { eventStore, readStore, clock } = this.#ports;
    const { pipeline } = this.#parts;
    const { sagas, log } = this.#options;
    const lead = leadershipOf(readStore, this.#options);
    this.#sagaRunner ??= new SagaRunner({ eventStore, readStore, clock, pipeline, port, sagas, log, lead });
    this.#sagaRunner.start();
  }

  /** Begins to remove the content that no fact names. */
  startSweeping(names: BlobNames, likelyNamed: (hashes: readonly string[]) => Promise<ReadonlySet<string>>): void {
    const { blobStore, eventStore, readStore } = this.#ports;
    const { log } = this.#options;
    const lead = leadershipOf(readStore, this.#options);
    this.#sweeper ??= new BlobSweeper({ blobStore, eventStore, names, likelyNamed, log, lead });
    this.#sweeper.start();
  }

  /** The instances of the sagas, to retry what one of them could not take; whichever process carries out the rest. */
  get sagaInstances(): Instances {
    return new Instances(this.pipeline, this.eventStore, this.#options.sagas);
  }

  /** What time it is, as every movement of the clock says that was recorded before the call, in whichever process. */
  async presentTime(): Promise<Instant> {
    if (this.clock instanceof MovableClock) await this.clock.refresh();
    return this.clock.now();
  }

  /** How the payment provider is reached; undefined where none is configured, and operators do by hand what it would do. */
  get providerAccess(): ProviderAccess | undefined {
    return this.#options.providerAccess;
  }

  /** What is wrong at the moment; empty when everything runs. */
  get problems(): readonly Error[] {
    return [
      ...this.#parts.projectionRunner.problems,
      ...(this.#sagaRunner?.problems ?? []),
      ...(this.#sweeper?.problems ?? []),
    ];
  }

  /** Finishes what is under way, then closes everything; nothing that was acknowledged is lost. Repeatable. */
  async close(): Promise<void> {
    await this.#sweeper?.stop();
    await this.#sagaRunner?.stop();
    await this.#parts.projectionRunner.stop();
    await closePorts(this.#ports);
  }
}

/** By leases in the read store: a process that is killed is replaced when its lease has run out. */
function leadershipOf(readStore: ReadStore, { elects = false }: EngineOptions): Leadership {
  if (!elects) return unelected;
  const keeper = new LeaseKeeper(readStore, randomUUID());
  return (name, signal, work, standingBy) => keeper.keep(name, signal, work, standingBy);
}
