import { beforeEach, describe, expect, it } from '@jest/globals';
import { ReadStoreUnavailable } from './errors.js';
import { LeaseKeeper, type Timing } from './lease-keeper.js';

const TTL_MS = 900;
const NAME = 'projector';

/** A clock that moves by hand. */
class ManualTiming implements Timing {
  #now = 50_000;
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

  now = (): number => this.#now;

  sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const sleeper = {
        at: this.#now + ms,
        wake: (): void => {
          this.#sleepers.delete(sleeper);
          signal.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      if (signal.aborted) {
        resolve();
        return;
      }
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', sleeper.wake);
    });

  /** Lets so much time pass, a little at a time, and what it wakes run. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (; this.#now < end; this.#now += 10) {
      for (const sleeper of [...this.#sleepers]) if (sleeper.at <= this.#now) sleeper.wake();
      await settled();
    }
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A store that answers as it is told. */
class ScriptedLeases {
  readonly calls: string[] = [];
  answer: () => Promise<boolean> = () => Promise.resolve(true);

  acquireLease = (name: string, holder: string, ttlMs: number): Promise<boolean> => {
    this.calls.push(`acquire ${name} ${holder} ${ttlMs}`);
    return this.answer();
  };

  releaseLease = (name: string, holder: string): Promise<void> => {
    this.calls.push(`release ${name} ${holder}`);
    return Promise.resolve();
  };

  get asked(): number {
    return this.calls.filter((call) => call.startsWith('acquire')).length;
  }
}

describe('a lease keeper', () => {
  let timing: ManualTiming;
  let leases: ScriptedLeases;
  let stop: AbortController;
  /** What the work has seen, in order. */
  let seen: string[];
  let keeper: LeaseKeeper;

  beforeEach(() => {
    timing = new ManualTiming();
    leases = new ScriptedLeases();
    stop = new AbortController();
    seen = [];
    keeper = new LeaseKeeper(leases, 'me', { ttlMs: TTL_MS, timing });
  });

  const work = async (held: AbortSignal): Promise<void> => {
    seen.push('gained');
    await new Promise((lost) => held.addEventListener('abort', lost));
    seen.push('lost');
  };
  const unreachable = (): Promise<boolean> => Promise.reject(new ReadStoreUnavailable('the store is out of reach'));
  const silence = (): Promise<boolean> => new Promise(() => undefined);

  it('works while it holds the lease, renews it three times a term, and gives it back when it is stopped', async () => {
    const keeping = keeper.keep(NAME, stop.signal, work);
    await timing.pass(3 * TTL_MS);
    expect(seen).toEqual(['gained']);
    expect(leases.asked).toBeGreaterThanOrEqual(9);
    stop.abort();
    await keeping;
    expect(seen).toEqual(['gained', 'lost']);
    expect(leases.calls[0]).toBe('acquire projector me 900');
    expect(leases.calls.at(-1)).toBe('release projector me');
  });

  it('waits while another has the lease, and works once it is free', async () => {
    leases.answer = () => Promise.resolve(false);
    const keeping = keeper.keep(NAME, stop.signal, work);
    await timing.pass(5 * TTL_MS);
    expect(seen).toEqual([]);
    leases.answer = () => Promise.resolve(true);
    await timing.pass(TTL_MS / 3 + 20);
    expect(seen).toEqual(['gained']);
    stop.abort();
    await keeping;
  });

  it('says whenever another has the lease, and not when nobody can tell', async () => {
    let refusals = 0;
    leases.answer = unreachable;
    const keeping = keeper.keep(NAME, stop.signal, work, () => (refusals += 1));
    await timing.pass(TTL_MS);
    expect(refusals).toBe(0);
    leases.answer = () => Promise.resolve(false);
    await timing.pass(TTL_MS);
    expect(refusals).toBeGreaterThanOrEqual(3);
    stop.abort();
    await keeping;
  });

  it('stops its work at once when it learns that another has the lease, and asks again', async () => {
    const keeping = keeper.keep(NAME, stop.signal, work);
    await timing.pass(10);
    leases.answer = () => Promise.resolve(false);
    await timing.pass(TTL_MS / 3 + 10);
    expect(seen).toEqual(['gained', 'lost']);
    leases.answer = () => Promise.resolve(true);
    await timing.pass(TTL_MS);
    expect(seen).toEqual(['gained', 'lost', 'gained']);
    stop.abort();
    await keeping;
  });

  it.each([
    ['cannot be reached', unreachable],
    ['does not answer', silence],
  ])('deposes itself when its term is over and the store %s, not before', async (_, answer) => {
    void keeper.keep(NAME, stop.signal, work);
    await timing.pass(10);
    leases.answer = answer; // the first renewal, a third of a term on, is never answered
    await timing.pass(TTL_MS - 30);
    expect(seen).toEqual(['gained']);
    await timing.pass(40);
    expect(seen).toEqual(['gained', 'lost']);
    stop.abort();
  });

  it('outlives a failure that is shorter than its term', async () => {
    const keeping = keeper.keep(NAME, stop.signal, work);
    await timing.pass(10);
    leases.answer = unreachable;
    await timing.pass(TTL_MS / 2);
    leases.answer = () => Promise.resolve(true);
    await timing.pass(3 * TTL_MS);
    expect(seen).toEqual(['gained']);
    stop.abort();
    await keeping;
  });

  it('counts its term from before it asked: an answer that took longer than that is worth nothing', async () => {
    let tell: (isMine: boolean) => void = () => undefined;
    leases.answer = () => new Promise((resolve) => (tell = resolve));
    void keeper.keep(NAME, stop.signal, work);
    await timing.pass(TTL_MS + 10);
    tell(true);
    await timing.pass(10);
    expect(seen).toEqual([]);
    stop.abort();
  });

  it('asks again only when the work has ended, however long that takes after the lease was lost', async () => {
    let end: () => void = () => undefined;
    const keeping = keeper.keep(NAME, stop.signal, () => new Promise((ended) => (end = ended)));
    await timing.pass(10);
    leases.answer = () => Promise.resolve(false);
    await timing.pass(TTL_MS);
    const { asked } = leases;
    await timing.pass(5 * TTL_MS);
    expect(leases.asked).toBe(asked);
    stop.abort();
    end();
    await keeping;
    expect(leases.calls.at(-1)).toBe('release projector me');
  });

  it('ends with its work: well when that ends of itself, and with its error when it throws', async () => {
    await keeper.keep(NAME, stop.signal, () => Promise.resolve());
    expect(leases.calls).toEqual(['acquire projector me 900', 'release projector me']);
    const failing = keeper.keep(NAME, stop.signal, () => Promise.reject(new Error('no more')));
    await expect(failing).rejects.toThrow('no more');
    expect(leases.calls.at(-1)).toBe('release projector me');
  });

  it('does nothing when it is stopped already', async () => {
    stop.abort();
    await keeper.keep(NAME, stop.signal, work);
    expect(leases.calls).toEqual([]);
  });

  it('keeps time by itself when it is given none', async () => {
    const own = new LeaseKeeper(leases, 'me', { ttlMs: 3_000 });
    const keeping = own.keep(NAME, stop.signal, work);
    while (leases.asked < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    await keeping;
    expect(seen).toEqual(['gained', 'lost']);
  });
});
