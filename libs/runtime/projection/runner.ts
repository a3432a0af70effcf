import type { Position, Projection } from '#kernel';
import type { EventStore } from '#event-store';
import type { GenerationInfo, ReadStore } from '#read-store';
import { Background } from '../background.js';
import { unelected, type Leadership } from '../leadership.js';
import type { Log } from '../log.js';
import { recorded } from '../recorded.js';
import { Follower, TooManyParkedKeys } from './follower.js';

export interface ProjectionRunnerOptions {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  readonly projections: readonly Projection[];
  readonly log: Log;
  /** Default: whoever runs, projects. */
  readonly lead?: Leadership;
  /** More parked keys of one read model than this stop it, and only it. Default 100. */
  readonly maxParkedKeys?: number;
  /** Called after each batch, with the position that every read model has passed. */
  readonly onProgress?: (position: Position) => void;
}

const DEFAULT_MAX_PARKED = 100;

/**
 * Feeds all read models of a process from one subscription, so that every checkpoint also passes the events that a read model
 * ignores. Several runners may work on one read store: documents are guarded by position.
 *
 * It follows every generation that is live or retiring from that generation's own checkpoint, and a building one from the
 * moment that one has caught up; the generations are looked up anew with each batch.
 */
export class ProjectionRunner {
  readonly #options: ProjectionRunnerOptions;
  readonly #background: Background;
  readonly #halted = new Map<string, TooManyParkedKeys>();

  constructor(options: ProjectionRunnerOptions) {
    this.#options = options;
    this.#background = new Background('the projection runner', options.log);
  }

  /** Creates what does not exist yet, so that it can be read, whoever fills it. Repeatable. @throws ReadStoreMismatch */
  async prepare(): Promise<void> {
    const { eventStore, readStore, projections } = this.#options;
    await readStore.bind(await eventStore.identity(), () => eventStore.head());
    for (const projection of projections) await readStore.ensureLive(projection);
  }

  /** Prepares, and begins. @throws ReadStoreMismatch */
  async start(): Promise<void> {
    await this.prepare();
    const { lead = unelected } = this.#options;
    this.#background.start((signal, running) =>
      lead('projections', signal, (leading) => this.#follow(leading, running)),
    );
  }

  /** What is wrong, for a health check: read models that were stopped, or why the runner is not running. */
  get problems(): readonly Error[] {
    const { failure } = this.#background;
    return failure === undefined ? [...this.#halted.values()] : [...this.#halted.values(), failure];
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    await this.#background.stop();
  }

  async #follow(signal: AbortSignal, running: () => void): Promise<void> {
    const { eventStore, projections, onProgress } = this.#options;
    let followers = await this.#followers(new Map());
    if (followers.size === 0) throw new Error('every read model is stopped');
    let position = lowest([...followers.values()]);
    const filter = { types: [...new Set(projections.flatMap(({ types }) => types))] };
    for await (const batch of eventStore.subscribe({ from: position, filter, signal })) {
      followers = await this.#followers(followers, position);
      // A generation that lags, as one that was swapped in a moment ago, needs events from before this batch: begin again there.
      const reached = position;
      if ([...followers.values()].some((follower) => follower.position < reached)) return;
      const events = batch.events.map(recorded);
      await Promise.all([...followers.values()].map((follower) => this.#feed(follower, events, batch.upTo)));
      position = batch.upTo;
      running();
      onProgress?.(position);
    }
  }

  async #feed(follower: Follower, ...batch: Parameters<Follower['digest']>): Promise<void> {
    try {
      await follower.digest(...batch);
    } catch (error) {
      if (!(error instanceof TooManyParkedKeys)) throw error;
      this.#halted.set(follower.info.model, error);
      this.#options.log.error('a read model is stopped until its parked keys are dealt with', { error: error.message });
    }
  }

  /** The generations to follow now; those known already keep their follower. */
  async #followers(known: ReadonlyMap<string, Follower>, position?: Position): Promise<Map<string, Follower>> {
    const { readStore, projections, maxParkedKeys = DEFAULT_MAX_PARKED } = this.#options;
    const followers = new Map<string, Follower>();
    for (const projection of projections) {
      if (this.#halted.has(projection.name)) continue;
      for (const info of await readStore.generations(projection.name)) {
        if (await this.#dropRetired(info)) continue;
        const id = `${info.model} ${info.number}`;
        const follower =
          known.get(id) ??
          (await Follower.of(projection, await readStore.generation(projection, info.number), maxParkedKeys));
        const joins = info.status !== 'building' || (position !== undefined && follower.position >= position);
        if (joins) followers.set(id, follower);
      }
    }
    return followers;
  }

  async #dropRetired({ model, number, status, retireAt }: GenerationInfo): Promise<boolean> {
    if (status !== 'retiring' || retireAt === undefined || retireAt > Date.now()) return false;
    await this.#options.readStore.drop(model, number);
    return true;
  }
}

const lowest = (followers: readonly Follower[]): Position =>
  followers.map(({ position }) => position).reduce((least, each) => (each < least ? each : least));
