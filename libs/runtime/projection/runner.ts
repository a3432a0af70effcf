import type { Position, Projection } from '#kernel';
import type { EventStore } from '#event-store';
import type { GenerationInfo, ReadStore } from '#read-store';
import { Background } from '../background.js';
import { unelected, type Leadership } from '../leadership.js';
import type { Log } from '../log.js';
import { recorded } from '../recorded.js';
import { Follower, TooManyParkedKeys } from './follower.js';
import { versionProblem, type AnotherVersionIsLive } from './versions.js';

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
/** How soon a swap is seen that gives a read model back to this version, though no event comes. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Feeds all read models of a process from one subscription, so that every checkpoint also passes the events that a read model
 * ignores. Several runners may work on one read store: documents are guarded by position.
 *
 * It follows every generation that is live or retiring from that generation's own checkpoint, and a building one from the
 * moment that one has caught up; the generations are looked up anew with each batch. What another version of a projection
 * builds is not followed, and while such a one is live, the read model is a problem.
 */
export class ProjectionRunner {
  readonly #options: ProjectionRunnerOptions;
  readonly #background: Background;
  readonly #halted = new Map<string, TooManyParkedKeys>();
  readonly #otherVersions = new Map<string, AnotherVersionIsLive>();

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
      lead('projections', signal, (leading) => this.#lead(leading, running), running),
    );
  }

  /** What is wrong, for a health check: read models that were stopped, or why the runner is not running. */
  get problems(): readonly Error[] {
    const { failure } = this.#background;
    const problems = [...this.#halted.values(), ...this.#otherVersions.values()];
    return failure === undefined ? problems : [...problems, failure];
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    await this.#background.stop();
  }

  async #lead(signal: AbortSignal, running: () => void): Promise<void> {
    try {
      await this.#follow(signal, running);
    } finally {
      if (signal.aborted) this.#otherVersions.clear(); // whoever leads now looks for himself
    }
  }

  async #follow(signal: AbortSignal, running: () => void): Promise<void> {
    const { eventStore, projections, onProgress } = this.#options;
    let followers = await this.#followers(new Map());
    if (followers.size === 0) throw new Error('every read model is stopped');
    let position = lowest([...followers.values()]);
    const filter = { types: [...new Set(projections.flatMap(({ types }) => types))] };
    const round = new AbortController();
    const over = AbortSignal.any([signal, round.signal]);
    for await (const batch of eventStore.subscribe({ from: position, filter, signal: over })) {
      followers = await this.#followers(followers, position);
      // A generation that lags, as one that was swapped in a moment ago, needs events from before this batch: begin again there.
      const reached = position;
      if ([...followers.values()].some((follower) => follower.position < reached)) return;
      const events = batch.events.map(recorded);
      await Promise.all([...followers.values()].map((follower) => this.#feed(follower, events, batch.upTo)));
      position = batch.upTo;
      running();
      onProgress?.(position);
      // Only where no more is there to come, or a slow store would never get to its first batch.
      if (batch.caughtUp && this.#otherVersions.size > 0) setTimeout(() => round.abort(), LOOK_AGAIN_MS).unref();
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
      const generations = await readStore.generations(projection.name);
      this.#noteVersion(projection.name, versionProblem(projection, generations));
      for (const info of generations) {
        if (await this.#dropRetired(info)) continue;
        if (info.version !== projection.version) continue;
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

  #noteVersion(model: string, problem: AnotherVersionIsLive | undefined): void {
    const known = this.#otherVersions.get(model);
    if (problem === undefined) this.#otherVersions.delete(model);
    else this.#otherVersions.set(model, problem);
    if (problem !== undefined && problem.message !== known?.message)
      this.#options.log.error('a read model stands still, for another version of it is live', {
        error: problem.message,
      });
  }

  async #dropRetired({ model, number, status, retireAt }: GenerationInfo): Promise<boolean> {
    if (status !== 'retiring' || retireAt === undefined || retireAt > Date.now()) return false;
    await this.#options.readStore.drop(model, number);
    return true;
  }
}

const lowest = (followers: readonly Follower[]): Position =>
  followers.map(({ position }) => position).reduce((least, each) => (each < least ? each : least));
