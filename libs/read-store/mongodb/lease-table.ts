import { type Connection, isInserted } from '#mongodb';
import type { Lease, LeaseTable } from '../leases.js';
import { LEASES, type StoredLease } from './collections.js';

/** Leases as documents. A majority has each of them before it counts, so that no fail-over gives one to two. */
export class MongoLeaseTable implements LeaseTable {
  constructor(private readonly connection: Connection) {}

  async read(name: string): Promise<Lease | undefined> {
    const stored = await this.connection.step((db) =>
      db.collection<StoredLease>(LEASES, { readConcern: 'majority' }).findOne({ _id: name }),
    );
    return stored === null ? undefined : { holder: stored.holder, term: stored.term, ttlMs: stored.ttlMs };
  }

  replace(name: string, expected: Lease | undefined, { holder, term, ttlMs }: Lease): Promise<boolean> {
    return this.connection.step(async (db) => {
      const leases = db.collection<StoredLease>(LEASES);
      if (expected !== undefined) {
        const { matchedCount } = await leases.replaceOne({ _id: name, term: expected.term }, { holder, term, ttlMs });
        return matchedCount === 1;
      }
      return isInserted(() => leases.insertOne({ _id: name, holder, term, ttlMs }));
    });
  }
}
