import { describe, expect, it } from '@jest/globals';
import { SharedReads } from './shared-reads.js';

/** A reader whose reads end when they are told to. */
function reader() {
  const reads: { end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const read = (): Promise<string> => new Promise((end, fail) => reads.push({ end, fail }));
  return { reads, read };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('shared reads', () => {
  it('let whoever asks during one wait for the next, which begins after he asked and serves all of them', async () => {
    const shared = new SharedReads();
    const { reads, read } = reader();
    const first = shared.run('a', read);
    const [second, third] = [shared.run('a', read), shared.run('a', read)];
    await turn();
    expect(reads).toHaveLength(1);
    reads[0]?.end('old');
    expect(await first).toBe('old');
    await turn();
    expect(reads).toHaveLength(2);
    const fourth = shared.run('a', read);
    reads[1]?.end('new');
    expect(await Promise.all([second, third])).toEqual(['new', 'new']);
    await turn();
    expect(reads).toHaveLength(3);
    reads[2]?.end('newest');
    expect(await fourth).toBe('newest');
  });

  it('of different keys run side by side', () => {
    const shared = new SharedReads();
    const { reads, read } = reader();
    void shared.run('a', read);
    void shared.run('b', read);
    expect(reads).toHaveLength(2);
  });

  it('begin at once when nobody reads any more', async () => {
    const shared = new SharedReads();
    const { reads, read } = reader();
    const first = shared.run('a', read);
    reads[0]?.end('x');
    await first;
    await turn();
    void shared.run('a', read);
    expect(reads).toHaveLength(2);
  });

  it('fail for those who share them, and nobody else', async () => {
    const shared = new SharedReads();
    const { reads, read } = reader();
    const first = shared.run('a', read);
    const second = shared.run('a', read);
    reads[0]?.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await turn();
    reads[1]?.end('there');
    expect(await second).toBe('there');
  });
});
