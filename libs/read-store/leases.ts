/** A lease as it is stored. */
export interface Lease {
  /** Null when it was given back. */
  readonly holder: string | null;
  /** Grows with every change, also when the lease is given back: so no state of a lease ever comes again. */
  readonly term: number;
  /** How long the holder may go without renewing. */
  readonly ttlMs: number;
}

/** Where leases are stored: one state for each name, replaced by compare-and-set. */
export interface LeaseTable {
  read(name: string): Promise<Lease | undefined>;
  /** @returns false, and changes nothing, when something else than `expected` is stored by now; undefined expects nothing. */
  replace(name: string, expected: Lease | undefined, next: Lease): Promise<boolean>;
}

interface Sighting {
  readonly term: number;
  /** By the own monotonic clock, milliseconds. */
  readonly since: number;
}

/** One who asks renews or is outrun; who is outrun this often within one call may as well ask again later. */
const MAX_ATTEMPTS = 5;

/**
 * Takes leases without a clock that hosts share: a challenger takes over what it has seen unchanged for the holder's time to
 * live. The holder counts from before it asks, the challenger from after it has seen the answer; so the holder's term is
 * over by the time that another's begins, however their clocks are set.
 */
export class Leases {
  readonly #sightings = new Map<string, Sighting>();

  /** @param now a monotonic clock, in milliseconds. */
  constructor(
    private readonly table: LeaseTable,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** As ReadStore.acquireLease. */
  async acquire(name: string, holder: string, ttlMs: number): Promise<boolean> {
    if (!Number.isSafeInteger(ttlMs) || ttlMs < 1) throw new RangeError(`${ttlMs} is no time to live in milliseconds`);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const lease = await this.table.read(name);
      if (lease !== undefined && lease.holder !== holder && !this.#isFree(name, lease)) return false;
      const next = { holder, term: (lease?.term ?? 0) + 1, ttlMs };
      if (await this.table.replace(name, lease, next)) return true;
    }
    return false;
  }

  /** As ReadStore.releaseLease. */
  async release(name: string, holder: string): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const lease = await this.table.read(name);
      if (lease?.holder !== holder) return;
      if (await this.table.replace(name, lease, { ...lease, holder: null, term: lease.term + 1 })) return;
    }
  }

  /** Another's lease, just read: given back, or seen unchanged for its time to live. */
  #isFree(name: string, { holder, term, ttlMs }: Lease): boolean {
    if (holder === null) return true;
    const now = this.now();
    const seen = this.#sightings.get(name);
    if (seen?.term === term) return now - seen.since >= ttlMs;
    this.#sightings.set(name, { term, since: now });
    return false;
  }
}
