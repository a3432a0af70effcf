import { beforeEach, describe, expect, it } from '@jest/globals';
import { Leases, type Lease, type LeaseTable } from './leases.js';

class MemoryTable implements LeaseTable {
  readonly stored = new Map<string, Lease>();
  /** Of the next change only. */
  answersAreLost = false;

  read(name: string): Promise<Lease | undefined> {
    return Promise.resolve(this.stored.get(name));
  }

  replace(name: string, expected: Lease | undefined, next: Lease): Promise<boolean> {
    if (this.stored.get(name)?.term !== expected?.term) return Promise.resolve(false);
    this.stored.set(name, next);
    const isTold = !this.answersAreLost;
    this.answersAreLost = false;
    return Promise.resolve(isTold);
  }
}

describe('leases', () => {
  let table: MemoryTable;
  /** The clocks of three hosts: set differently, and moved by hand. */
  let clocks: { a: number; b: number; c: number };
  let a: Leases;
  let b: Leases;
  let c: Leases;

  beforeEach(() => {
    table = new MemoryTable();
    clocks = { a: 5_000_000, b: 0, c: -7 };
    a = new Leases(table, () => clocks.a);
    b = new Leases(table, () => clocks.b);
    c = new Leases(table, () => clocks.c);
  });

  it('pass to a challenger that has seen no renewal for the time to live of the holder, not of its own', async () => {
    expect(await a.acquire('work', 'a', 1_000)).toBe(true);
    expect(await b.acquire('work', 'b', 10)).toBe(false);
    clocks.b += 999;
    expect(await b.acquire('work', 'b', 10)).toBe(false);
    clocks.b += 1;
    expect(await b.acquire('work', 'b', 10)).toBe(true);
    expect(await a.acquire('work', 'a', 1_000)).toBe(false);
  });

  it('begin anew for every challenger with each renewal', async () => {
    await a.acquire('work', 'a', 1_000);
    for (let i = 0; i < 5; i++) {
      expect(await b.acquire('work', 'b', 1_000)).toBe(false);
      clocks.b += 900;
      expect(await a.acquire('work', 'a', 1_000)).toBe(true);
    }
    expect(await b.acquire('work', 'b', 1_000)).toBe(false); // sees the newest renewal for the first time
    clocks.b += 1_000;
    expect(await b.acquire('work', 'b', 1_000)).toBe(true);
  });

  it('are not taken by who has only just come, whatever others have seen', async () => {
    await a.acquire('work', 'a', 1_000);
    await b.acquire('work', 'b', 1_000);
    clocks.b += 5_000;
    clocks.c += 5_000;
    expect(await c.acquire('work', 'c', 1_000)).toBe(false);
    expect(await b.acquire('work', 'b', 1_000)).toBe(true);
  });

  it('that were given back and taken again are new to who saw them before', async () => {
    await a.acquire('work', 'a', 1_000);
    await b.acquire('work', 'b', 1_000);
    await a.release('work', 'a');
    await a.acquire('work', 'a', 1_000);
    clocks.b += 5_000;
    expect(await b.acquire('work', 'b', 1_000)).toBe(false);
  });

  it('can be given back by their holder alone, and are free at once', async () => {
    await a.acquire('work', 'a', 1_000);
    await b.release('work', 'b');
    expect(await b.acquire('work', 'b', 1_000)).toBe(false);
    await a.release('work', 'a');
    await a.release('work', 'a');
    expect(await b.acquire('work', 'b', 1_000)).toBe(true);
    await a.release('nothing', 'a');
  });

  it('are held by who asked though the answer to the renewal was lost', async () => {
    await a.acquire('work', 'a', 1_000);
    table.answersAreLost = true; // a repeat inside the store finds what it wrote itself, and takes it for another's
    expect(await a.acquire('work', 'a', 1_000)).toBe(true);
  });

  it('end a call that is outrun again and again', async () => {
    table.replace = () => Promise.resolve(false);
    expect(await a.acquire('work', 'a', 1_000)).toBe(false);
    await a.release('work', 'a');
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('have no time to live of %d', async (ttlMs) => {
    await expect(a.acquire('work', 'a', ttlMs)).rejects.toThrow(RangeError);
  });
});
