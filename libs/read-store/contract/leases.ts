import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { numbered } from './orders.js';
import type { FreshPlace } from './place.js';

/** Longer than any test here takes. */
const LONG_MS = 600_000;
/** Longer than many take to ask once, on a busy machine. */
const MEDIUM_MS = 1_500;
const SHORT_MS = 150;

export function leaseContract(place: FreshPlace): void {
  it('goes to one of many who ask at once, of one store and of several', async () => {
    const stores = [place.store, await place.another(), await place.another()];
    const asked = stores.flatMap((store, i) =>
      numbered(8, (k) => store.acquireLease('work', `holder-${i}-${k}`, LONG_MS)),
    );
    expect((await Promise.all(asked)).filter((hasIt) => hasIt)).toHaveLength(1);
  });

  it('is renewed by its holder, and refused to others while it is', async () => {
    const other = await place.another();
    expect(await place.store.acquireLease('work', 'a', SHORT_MS)).toBe(true);
    for (let i = 0; i < 6; i++) {
      expect(await other.acquireLease('work', 'b', SHORT_MS)).toBe(false);
      await sleep(SHORT_MS / 3);
      expect(await place.store.acquireLease('work', 'a', SHORT_MS)).toBe(true);
    }
  });

  it('passes to another when it was not renewed, and only then', async () => {
    const other = await place.another();
    await place.store.acquireLease('work', 'a', SHORT_MS);
    const renewed = performance.now();
    while (!(await other.acquireLease('work', 'b', LONG_MS))) await sleep(SHORT_MS / 10);
    expect(performance.now() - renewed).toBeGreaterThanOrEqual(SHORT_MS);
    expect(await place.store.acquireLease('work', 'a', SHORT_MS)).toBe(false);
  });

  it('passes to one of many challengers', async () => {
    const stores = [place.store, await place.another(), await place.another()];
    await place.store.acquireLease('work', 'a', MEDIUM_MS);
    const ask = (): Promise<readonly boolean[]> =>
      Promise.all(
        stores.flatMap((store, i) => numbered(3, (k) => store.acquireLease('work', `challenger-${i}-${k}`, LONG_MS))),
      );
    expect((await ask()).filter((hasIt) => hasIt)).toHaveLength(0);
    await sleep(MEDIUM_MS);
    expect((await ask()).filter((hasIt) => hasIt)).toHaveLength(1);
    expect((await ask()).filter((hasIt) => hasIt)).toHaveLength(1); // the winner renews
  });

  it('is free at once when its holder gives it back, and only he can', async () => {
    const other = await place.another();
    await place.store.acquireLease('work', 'a', LONG_MS);
    await other.releaseLease('work', 'b');
    expect(await other.acquireLease('work', 'b', LONG_MS)).toBe(false);
    await place.store.releaseLease('work', 'a');
    await place.store.releaseLease('work', 'a');
    expect(await other.acquireLease('work', 'b', LONG_MS)).toBe(true);
    await place.store.releaseLease('nothing', 'a');
  });

  it('is kept apart from others by its name, and stays when its store is closed', async () => {
    const other = await place.another();
    expect(await other.acquireLease('work', 'a', LONG_MS)).toBe(true);
    expect(await place.store.acquireLease("other $work.'", 'b', LONG_MS)).toBe(true);
    await other.close();
    expect(await place.store.acquireLease('work', 'b', LONG_MS)).toBe(false);
  });
}
