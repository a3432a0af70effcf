import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { openDatabase } from '#embedded';
import { position, START, type Position } from '#kernel';
import type { StoredEvent } from '#event-store';
import { EmbeddedEventStore } from '#event-store/embedded';
import { startChild } from '../support/child.js';
import { temporaryFolder } from '../support/event-store.js';
import { Lines } from '../support/lines.js';

const ROUNDS = 12;
const WRITERS_AT_ONCE = 2;

/** Starts a writer, kills it at a random moment after its first acknowledgement, and gives the lines that it had printed. */
async function killedWriter(folder: string, name: string): Promise<readonly string[]> {
  const child = startChild('test/recovery/event-store-writer.child', folder, name);
  const lines = new Lines(child);
  await lines.first((line) => line.startsWith(name));
  await sleep(Math.random() * 60);
  child.process.kill('SIGKILL');
  expect((await child.ended).signal).toBe('SIGKILL');
  return lines.all.filter((line) => line.startsWith(name));
}

/** Every event since, after the file was found to be whole. */
async function eventsSince(folder: string, from: Position): Promise<readonly StoredEvent[]> {
  const db = await openDatabase(join(folder, 'events.db'));
  expect(db.prepare('PRAGMA integrity_check').raw().get()).toEqual(['ok']);
  db.close();
  const store = await EmbeddedEventStore.open(folder);
  const events: StoredEvent[] = [];
  for await (const batch of store.readAll({ from })) events.push(...batch);
  await store.close();
  return events;
}

/** The appends that a stream was written with, as its events tell; those of a broken one show up as they are. */
function appendsIn(events: readonly StoredEvent[]): unknown[] {
  return events.map(({ data, revision }) => ({ append: data['append'], index: data['index'], revision }));
}

function wholeAppends(last: StoredEvent): unknown[] {
  const whole: unknown[] = [];
  for (let append = 0, revision = 0; append <= Number(last.data['append']); append++)
    for (let index = 0; index < 1 + (append % 3); index++) whole.push({ append, index, revision: revision++ });
  return whole;
}

describe('kill -9 of writing processes', () => {
  it('loses nothing that was acknowledged and leaves no half append', async () => {
    const folder = await temporaryFolder();
    let head: Position = START;
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const names = Array.from({ length: WRITERS_AT_ONCE }, (_, writer) => `round-${round}-${writer}`);
      const lines = await Promise.all(names.map((name) => killedWriter(folder, name)));
      const events = await eventsSince(folder, head);

      const first = head === START ? 1n : head + 1n;
      expect(events.map((event) => event.position)).toEqual(events.map((_, index) => position(first + BigInt(index))));
      head = events.at(-1)?.position ?? head;

      const places = new Set(events.map(({ stream, revision, position }) => `${stream} ${revision} ${position}`));
      for (const line of lines.flat()) expect(places).toContain(line);
      acknowledged += lines.flat().length;

      for (const stream of new Set(events.map((event) => event.stream))) {
        const written = events.filter((event) => event.stream === stream);
        expect(appendsIn(written)).toEqual(wholeAppends(written.at(-1)!));
      }
    }
    expect(acknowledged).toBeGreaterThan(ROUNDS * WRITERS_AT_ONCE * 10);
  });
});
