import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openDatabase, type Connection } from '#embedded';
import { openEventStore, temporaryFolder } from '../../../test/support/event-store.js';
import { fill, newEvents, numbersIn, upTo } from '../contract/subject.js';
import { EventReader, streamRange } from './event-reader.js';

/** The connection, with something that happens after each statement that answers with one row: the counting of a page. */
function interrupted(db: Connection, happens: () => void): Connection {
  const prepare = (sql: string) => {
    const statement = db.prepare(sql).raw();
    const get = (...parameters: unknown[]): unknown => {
      const row: unknown = statement.get(...parameters);
      happens();
      return row;
    };
    return { raw: () => ({ get, all: (...parameters: unknown[]) => statement.all(...parameters) }) };
  };
  return { prepare, exec: (sql: string) => db.exec(sql) } as unknown as Connection; // as much of it as a reader uses
}

describe('a page of events', () => {
  it.each([
    ['forward', upTo(5)],
    ['backward', upTo(5).reverse()],
  ] as const)(
    '%s is whole, whatever another process appends between its counting and its loading',
    async (direction, expected) => {
      const folder = await temporaryFolder();
      const store = await openEventStore(folder);
      await fill(store, 'order-1', 5);
      const [db, other] = [
        await openDatabase(join(folder, 'events.db')),
        await openDatabase(join(folder, 'events.db')),
      ];
      let revision = 5;
      const append = (): void => {
        const [event] = newEvents(1, revision);
        other
          .prepare('INSERT INTO events (stream, revision, type, id, data, metadata) VALUES (?, ?, ?, ?, ?, ?)')
          .run(['order-1', revision++, event?.type, event?.id, JSON.stringify(event?.data), '{}']);
      };
      const reader = new EventReader(interrupted(db, append));
      const { events, complete } = reader.range(streamRange('order-1', direction, undefined), 1_000);
      expect(numbersIn(events)).toEqual(expected);
      expect(complete).toBe(true);
      db.close();
      other.close();
    },
  );
});
