import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Changes } from './changes.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Whether it has resolved by now. */
async function isDone(waiting: Promise<void>): Promise<boolean> {
  let done = false;
  void waiting.then(() => (done = true));
  for (let n = 0; n < 5; n++) await Promise.resolve();
  return done;
}

describe('changes', () => {
  it('wakes everybody who waits, at once', async () => {
    const changes = new Changes(() => 1);
    const waiting = [changes.after(changes.count), changes.after(changes.count)];
    expect(await isDone(Promise.race(waiting))).toBe(false);
    changes.announce();
    expect(await isDone(Promise.all(waiting).then(() => undefined))).toBe(true);
  });

  it('does not let anybody wait for what has happened since he looked', async () => {
    const changes = new Changes(() => 1);
    const { count } = changes;
    changes.announce();
    expect(await isDone(changes.after(count))).toBe(true);
    expect(await isDone(changes.after(changes.count))).toBe(false);
  });

  it('sees within 20 ms what another process wrote', async () => {
    let version = 1;
    const changes = new Changes(() => version);
    const unwatch = changes.watch();
    const waiting = changes.after(changes.count);
    jest.advanceTimersByTime(200);
    expect(await isDone(waiting)).toBe(false);
    version = 2;
    jest.advanceTimersByTime(20);
    expect(await isDone(waiting)).toBe(true);
    unwatch();
  });

  it('looks only while somebody watches, once for all', () => {
    const look = jest.fn(() => 1);
    const changes = new Changes(look);
    jest.advanceTimersByTime(1_000);
    expect(look).not.toHaveBeenCalled();
    const unwatch = [changes.watch(), changes.watch()];
    look.mockClear();
    jest.advanceTimersByTime(1_000);
    expect(look).toHaveBeenCalledTimes(50);
    for (const end of unwatch) end();
    jest.advanceTimersByTime(1_000);
    expect(look).toHaveBeenCalledTimes(50);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('takes a look that fails for a change, so that who reads sees what is wrong', async () => {
    const changes = new Changes(() => {
      throw new Error('database is locked');
    });
    const unwatch = changes.watch();
    const waiting = changes.after(changes.count);
    jest.advanceTimersByTime(20);
    expect(await isDone(waiting)).toBe(true);
    unwatch();
  });

  it('looks no more once it is closed, though somebody still watches', () => {
    const changes = new Changes(() => 1);
    changes.watch();
    changes.close();
    expect(jest.getTimerCount()).toBe(0);
  });
});
