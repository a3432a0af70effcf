import { describe, expect, it } from '@jest/globals';
import { EmbeddedReadStore } from '#read-store/embedded';
import { startChild, type Child } from '../support/child.js';
import { temporaryFolder } from '../support/event-store.js';
import { documentsAt, TALLIES, TALLY_COUNT, type Tally } from '../support/tallies.js';

const SCRIPT = 'test/recovery/commits.child';
const ROUNDS = 8;
/** After this many acknowledged commits, and a moment of chance more, so that a kill falls anywhere in the next ones. */
const COMMITS_PER_ROUND = 20;

const acknowledgedBy = (stdout: string): bigint => BigInt(stdout.match(/\d+(?=\n)/g)?.at(-1) ?? '-1');

/** Resolves once the child has acknowledged `count` commits. */
async function afterCommits({ process }: Child, count: number): Promise<void> {
  let lines = 0;
  await new Promise<void>((done) => {
    process.stdout.on('data', (text: string) => {
      lines += text.split('\n').length - 1;
      if (lines >= count) done();
    });
    process.on('close', () => done());
  });
}

/** What is stored, which must be one commit whole, and the position of that commit. */
async function wholeCommit(folder: string): Promise<bigint> {
  const store = await EmbeddedReadStore.open(folder);
  const tallies = await store.live<Tally>(TALLIES);
  const checkpoint = await tallies.checkpoint();
  const expected = documentsAt(checkpoint);
  expect(await tallies.getMany(expected.map(({ id }) => id))).toStrictEqual(expected);
  // The columns, the members and their indexes are part of the commit.
  expect(await tallies.count({ count: { eq: checkpoint } })).toBe(TALLY_COUNT);
  expect(await tallies.count({ tags: { has: `at-${checkpoint}` } })).toBe(TALLY_COUNT);
  expect(await tallies.count({ tags: { has: `at-${checkpoint - 1n}` } })).toBe(0);
  await store.close();
  return checkpoint;
}

describe('the embedded read store', () => {
  it('loses no acknowledged commit and keeps no half one when its process is killed', async () => {
    const folder = await temporaryFolder();
    let before = -1n;
    for (let round = 0; round < ROUNDS; round++) {
      const child = startChild(SCRIPT, folder);
      await afterCommits(child, COMMITS_PER_ROUND);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
      child.process.kill('SIGKILL');
      const { signal, stdout, stderr } = await child.ended;
      expect(stderr).toBe('');
      expect(signal).toBe('SIGKILL');
      const reached = await wholeCommit(folder);
      expect(reached).toBeGreaterThanOrEqual(acknowledgedBy(stdout));
      expect(reached).toBeGreaterThanOrEqual(before + BigInt(COMMITS_PER_ROUND));
      before = reached;
    }
  });

  it('keeps commits whole while two processes write, one of which is killed', async () => {
    const folder = await temporaryFolder();
    const children = [startChild(SCRIPT, folder), startChild(SCRIPT, folder)] as const;
    await Promise.all(children.map((child) => afterCommits(child, COMMITS_PER_ROUND)));
    children[0].process.kill('SIGKILL');
    await children[0].ended;
    await afterCommits(children[1], COMMITS_PER_ROUND); // the other one goes on
    children[1].process.kill('SIGKILL');
    const ended = await Promise.all(children.map((child) => child.ended));
    expect(ended.map(({ stderr }) => stderr)).toEqual(['', '']);
    const reached = await wholeCommit(folder);
    for (const { stdout } of ended) expect(reached).toBeGreaterThanOrEqual(acknowledgedBy(stdout));
  });
});
