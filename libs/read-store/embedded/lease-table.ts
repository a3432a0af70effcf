import type { Lease, LeaseTable } from '../leases.js';
import type { StoreDatabase } from './store-database.js';

type Row = readonly [holder: string | null, term: bigint, ttlMs: bigint];

const INSERT = 'INSERT OR IGNORE INTO leases (name, holder, term, ttl_ms) VALUES (?, ?, ?, ?)';
const UPDATE = 'UPDATE leases SET holder = ?, term = ?, ttl_ms = ? WHERE name = ? AND term = ?';

/** Leases in the catalog. A power cut may undo the newest ones, but it also ends every process that could hold one. */
export class SqlLeaseTable implements LeaseTable {
  constructor(private readonly db: StoreDatabase) {}

  read(name: string): Promise<Lease | undefined> {
    return this.db.readOne(() => {
      const row = this.db.row<Row>('SELECT holder, term, ttl_ms FROM leases WHERE name = ?', [name]);
      return row && { holder: row[0], term: Number(row[1]), ttlMs: Number(row[2]) };
    });
  }

  replace(name: string, expected: Lease | undefined, { holder, term, ttlMs }: Lease): Promise<boolean> {
    return this.db.write(() => {
      const changed =
        expected === undefined
          ? this.db.run(INSERT, [name, holder, term, ttlMs])
          : this.db.run(UPDATE, [holder, term, ttlMs, name, expected.term]);
      return changed === 1;
    });
  }
}
