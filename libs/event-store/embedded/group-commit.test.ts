import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, readNumber } from '#embedded';
import { temporaryFolder } from '../../../test/support/event-store.js';
import { checkAppend } from '../check.js';
import { newEvent, newEvents, newStream } from '../contract/subject.js';
import { StoreUnavailable, UnknownOutcome } from '../errors.js';
import type { ExpectedRevision } from '../port.js';
import { AppendWriter } from './append-writer.js';
import { dataVersionOf } from './data-version.js';
import { GroupCommit } from './group-commit.js';
import { LastRevisions } from './last-revisions.js';
import { prepareSchema } from './schema.js';

/** A queue over a real file, that notes what its connection executes. */
async function queue() {
  const path = join(await temporaryFolder(), 'events.db');
  const db = await openDatabase(path);
  await prepareSchema(db, path);
  const executed: string[] = [];
  const exec = db.exec.bind(db);
  const execute = jest.spyOn(db, 'exec').mockImplementation((sql) => {
    executed.push(sql);
    return exec(sql);
  });
  const writer = new AppendWriter(db, new LastRevisions(db, dataVersionOf(db)));
  const write = jest.spyOn(writer, 'write');
  const commits = new GroupCommit(db, writer);
  return {
    append: (stream: string, events = [newEvent()], expected: ExpectedRevision = 'no-stream') =>
      commits.append(checkAppend(stream, events, expected)),
    ...{ path, exec, execute, executed, writer, write },
    stored: () => readNumber(db, 'SELECT count(*) FROM events'),
  };
}

const ONE_TRANSACTION = ['BEGIN IMMEDIATE', 'COMMIT'];

afterEach(() => void jest.restoreAllMocks());

describe('group commit', () => {
  it('writes the appends of one turn in one transaction', async () => {
    const { append, executed, stored } = await queue();
    await Promise.all(Array.from({ length: 100 }, () => append(newStream(), newEvents(2))));
    expect(executed).toEqual(ONE_TRANSACTION);
    expect(stored()).toBe(200);
  });

  it('lets a conflict among them fail alone', async () => {
    const { append, executed, stored } = await queue();
    const taken = newStream();
    const outcomes = await Promise.allSettled([
      append(newStream()),
      append(taken, newEvents(2)),
      append(taken, newEvents(3)),
      append(taken, newEvents(1), 1),
      append(newStream(), newEvents(2), 7),
    ]);
    expect(executed).toEqual(ONE_TRANSACTION);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected'],
    ]);
    expect(stored()).toBe(4);
  });

  it('bounds a group in number and in size, so that it never holds up the event loop for long', async () => {
    const { append, executed } = await queue();
    await Promise.all(Array.from({ length: 600 }, () => append(newStream())));
    expect(executed).toEqual([...ONE_TRANSACTION, ...ONE_TRANSACTION, ...ONE_TRANSACTION]);
    executed.length = 0;
    await Promise.all(Array.from({ length: 5 }, () => append(newStream(), [newEvent({ text: 'x'.repeat(900_000) })])));
    expect(executed).toEqual([...ONE_TRANSACTION, ...ONE_TRANSACTION, ...ONE_TRANSACTION]);
  });

  it('takes along what comes in while another process has the lock', async () => {
    const { append, path, executed } = await queue();
    const other = await openDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    const first = append(newStream());
    await sleep(20);
    const second = append(newStream());
    await sleep(20);
    other.exec('COMMIT');
    await Promise.all([first, second]);
    expect(executed.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
  });

  it('leaves nothing waiting when the lock is never free', async () => {
    const { append, path, stored } = await queue();
    const other = await openDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 4_000));
    const outcomes = await Promise.allSettled([append(newStream()), append(newStream())]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
    other.exec('ROLLBACK');
    await append(newStream());
    expect(stored()).toBe(1);
  });

  it.each(['lost', 'done'])(
    'does not know the outcome of a commit that fails; the same appends again tell (%s)',
    async (truth) => {
      const { append, exec, execute, stored } = await queue();
      execute.mockImplementation((sql) => {
        if (sql !== 'COMMIT') return exec(sql);
        if (truth === 'done') exec(sql);
        throw new Error('disk I/O error');
      });
      const appends = Array.from({ length: 3 }, () => ({ stream: newStream(), events: newEvents(2) }));
      const outcomes = await Promise.allSettled(appends.map(({ stream, events }) => append(stream, events)));
      for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(UnknownOutcome) });
      expect(stored()).toBe(truth === 'done' ? 6 : 0);
      execute.mockImplementation(exec);
      for (const { stream, events } of appends) expect((await append(stream, events)).revision).toBe(1);
      expect(stored()).toBe(6);
    },
  );

  it('lets an append that breaks its transaction break it alone', async () => {
    const { append, writer, write, stored } = await queue();
    const really = AppendWriter.prototype.write.bind(writer);
    const poison = newStream();
    write.mockImplementation((checked) => {
      const result = really(checked);
      if (checked.stream === poison) throw new Error('string or blob too big');
      return result;
    });
    const outcomes = await Promise.allSettled([newStream(), poison, newStream()].map((stream) => append(stream)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(StoreUnavailable) });
    expect(stored()).toBe(2);
    // What was written of it and rolled back is not remembered as the stream's revision either.
    write.mockImplementation(really);
    expect((await append(poison)).revision).toBe(0);
  });
});
