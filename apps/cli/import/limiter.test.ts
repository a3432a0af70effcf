import { describe, expect, it } from '@jest/globals';
import { Limiter } from './limiter.js';

describe('Limiter', () => {
  it('runs so many at a time, all of them, in the order in which they came', async () => {
    const limiter = new Limiter(3);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const task = (id: number) => async (): Promise<number> => {
      begun.push(id);
      most = Math.max(most, (running += 1));
      await new Promise((done) => setTimeout(done, (id * 7) % 5));
      running -= 1;
      return id;
    };
    const ids = [...Array(20).keys()];
    expect(await Promise.all(ids.map((id) => limiter.run(task(id))))).toEqual(ids);
    expect(begun).toEqual(ids);
    expect(most).toBe(3);
  });

  it('goes on after one that fails', async () => {
    const limiter = new Limiter(1);
    const failing = limiter.run(() => Promise.reject(new Error('no')));
    const next = limiter.run(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
