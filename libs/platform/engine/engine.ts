import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant, Projection, Saga } from '#kernel';
import { MovableClock, SystemClock, type Clock } from '#clock';
import type { BlobStore } from '#blob-store';
import type { EventStore } from '#event-store';
import { KeyStoreUnusable, type KeyStore } from '#key-store';
import type { ProviderAccess } from '#payment-provider';
import { LeaseKeeper, type ReadStore } from '#read-store';
import { PersonalData } from '#personal-data';
import { CURRENT, rulesFor, type RuleSet } from '#rules';
import {
  BlobSweeper,
  CommandPipeline,
  ProjectionRunner,
  sagaReadModels,
  Instances,
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
import { openBlobStore, openEventStore, openKeyStore, openReadStore, type StoreSettings } from '../stores/index.js';

export interface EngineOptions {
  readonly settings: StoreSettings &
    Pick<Settings, 'clock'> &
    Partial<Pick<Settings, 'maxDocumentBytes' | 'paymentProvider'>>;
  readonly projections: readonly Projection[];
  /** Whether this process folds events into them; another one does it otherwise. */
  readonly projects: boolean;
  readonly sagas: readonly Saga[];
  readonly log: Log;
  /** Whether one of several such processes is elected for what runs in the background. */
  readonly elects?: boolean;
}

const DIGEST_KEY = 'command-digest';
const KEY_BYTES = 32;

/** Everything that a process works with and that needs no framework: the stores, the clock, the pipeline, the runners. */
export class Engine {
  #sagaRunner: SagaRunner | undefined;
  #sweeper: BlobSweeper | undefined;

  private constructor(
    readonly eventStore: EventStore,
    readonly readStore: ReadStore,
    private readonly keyStore: KeyStore,
    readonly blobStore: BlobStore,
    readonly clock: Clock,
    readonly tokens: Tokens,
    readonly positions: Positions,
    readonly personalData: PersonalData,
    readonly pipeline: CommandPipeline<RuleSet>,
    private readonly projectionRunner: ProjectionRunner,
    private readonly options: EngineOptions,
  ) {}

  /**
   * Opens all of it, and begins to project where the process does that.
   *
   * @throws DatabaseUnusable, InvalidAddress, NotPermitted, StoreUnavailable, ReadStoreUnavailable, ReadStoreMismatch, KeyStoreUnusable: each with one clear line.
   */
  static async open(options: EngineOptions): Promise<Engine> {
    const { settings, projections, log } = options;
    const closers: Closeable[] = [];
    const opened = <T extends Closeable>(part: T): T => {
      closers.push(part);
      return part;
    };
    try {
      const eventStore = opened(await openEventStore(settings));
      const readStore = opened(await openReadStore(settings, log));
      const keyStore = opened(await openKeyStore(settings));
      const blobStore = opened(await openBlobStore(settings));
      const digestKey = await digestKeyOf(keyStore, eventStore);
      const clock = settings.clock === 'movable' ? opened(await MovableClock.open(eventStore)) : new SystemClock();
      const rules = { current: CURRENT, version: rulesFor };
      const personalData = new PersonalData(keyStore);
      const pipeline = new CommandPipeline<RuleSet>({ eventStore, clock, rules, digestKey, personalData });
      const all = [...projections, ...sagaReadModels];
      const runner = new ProjectionRunner({
        eventStore,
        readStore,
        projections: all,
        log,
        lead: leadershipOf(readStore, options),
      });
      await (options.projects ? runner.start() : runner.prepare());
      const tokens = await Tokens.open(keyStore);
      const positions = new Positions(await eventStore.identity());
      return new Engine(
        eventStore,
        readStore,
        keyStore,
        blobStore,
        clock,
        tokens,
        positions,
        personalData,
        pipeline,
        runner,
        options,
      );
    } catch (error) {
      for (const part of closers.reverse()) await part.close();
      throw error;
    }
  }

  /** The read models that people ask for. */
  get projections(): readonly Projection[] {
    return this.options.projections;
  }

  get log(): Log {
    return this.options.log;
  }

  /** The largest document that is taken, bytes. */
  get maxDocumentBytes(): number {
    return this.options.settings.maxDocumentBytes ?? DEFAULT_MAX_DOCUMENT_BYTES;
  }

  /** Begins to carry out what sagas decide; their commands go through `port`. */
  startSagas(port: DispatchPort): void {
    const { eventStore, readStore, clock, pipeline } = this;
    const { sagas, log } = this.options;
    const lead = leadershipOf(readStore, this.options);
    this.#sagaRunner ??= new SagaRunner({ eventStore, readStore, clock, pipeline, port, sagas, log, lead });
    this.#sagaRunner.start();
  }

  /** Begins to remove the content that no fact names. */
  startSweeping(names: BlobNames, likelyNamed: (hashes: readonly string[]) => Promise<ReadonlySet<string>>): void {
    const { blobStore, eventStore, readStore } = this;
    const { log } = this.options;
    const lead = leadershipOf(readStore, this.options);
    this.#sweeper ??= new BlobSweeper({ blobStore, eventStore, names, likelyNamed, log, lead });
    this.#sweeper.start();
  }

  /** The instances of the sagas, to retry what one of them could not take; whichever process carries out the rest. */
  get sagaInstances(): Instances {
    return new Instances(this.pipeline, this.eventStore, this.options.sagas);
  }

  /** What time it is, as every movement of the clock says that was recorded before the call, in whichever process. */
  async presentTime(): Promise<Instant> {
    if (this.clock instanceof MovableClock) await this.clock.refresh();
    return this.clock.now();
  }

  /** How the payment provider is reached; undefined where none is configured, and operators do by hand what it would do. */
  get providerAccess(): ProviderAccess | undefined {
    return this.options.settings.paymentProvider;
  }

  /** What is wrong at the moment; empty when everything runs. */
  get problems(): readonly Error[] {
    return [
      ...this.projectionRunner.problems,
      ...(this.#sagaRunner?.problems ?? []),
      ...(this.#sweeper?.problems ?? []),
    ];
  }

  /** Finishes what is under way, then closes everything; nothing that was acknowledged is lost. Repeatable. */
  async close(): Promise<void> {
    await this.#sweeper?.stop();
    await this.#sagaRunner?.stop();
    await this.projectionRunner.stop();
    if (this.clock instanceof MovableClock) await this.clock.close();
    await this.blobStore.close();
    await this.keyStore.close();
    await this.readStore.close();
    await this.eventStore.close();
  }
}

interface Closeable {
  close(): Promise<void>;
}

/**
 * The key under which repeated commands are recognised. It is older than the first event: where there are events and no key, it was
 * lost or another one is in use, and a new one would take every honest repeat for a misuse of its id.
 */
async function digestKeyOf(keyStore: KeyStore, eventStore: EventStore): Promise<Uint8Array> {
  if ((await hasEvents(eventStore)) && (await keyStore.find(DIGEST_KEY)) === undefined)
    throw new KeyStoreUnusable(
      `there are events, but their key ${DIGEST_KEY} is missing: restore the keys from a backup`,
    );
  return keyStore.obtain(DIGEST_KEY, () => new Uint8Array(randomBytes(KEY_BYTES)));
}

/** By leases in the read store: a process that is killed is replaced when its lease has run out. */
function leadershipOf(readStore: ReadStore, { elects = false }: EngineOptions): Leadership {
  if (!elects) return unelected;
  const keeper = new LeaseKeeper(readStore, randomUUID());
  return (name, signal, work, standingBy) => keeper.keep(name, signal, work, standingBy);
}

/** Not by the head, for a server's own events count there. */
async function hasEvents(eventStore: EventStore): Promise<boolean> {
  for await (const events of eventStore.readAll({ limit: 1 })) return events.length > 0;
  return false;
}
