import { position, START, type Position } from '#kernel';
import { checkNotLive, liveOf, needsSwap, nextGeneration } from '../generations.js';
import type { GenerationInfo, GenerationStatus } from '../port.js';
import type { LeaseTable } from '../leases.js';
import { SqlLeaseTable } from './lease-table.js';
import { StoreDatabase } from './store-database.js';

/** A dropped generation keeps its row, so that its number is never used again while somebody still has its file open. */
type RowStatus = GenerationStatus | 'dropped';
type Row = readonly [number: bigint, status: RowStatus, version: bigint, retireAt: bigint | null];

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS identity (only INTEGER PRIMARY KEY CHECK (only = 1), event_store TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS checkpoints (name TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS generations (
    model TEXT NOT NULL, number INTEGER NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL, retire_at INTEGER,
    PRIMARY KEY (model, number)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS leases (
    name TEXT PRIMARY KEY NOT NULL, holder TEXT, term INTEGER NOT NULL, ttl_ms INTEGER NOT NULL) WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS one_live ON generations (model) WHERE status = 'live';
  CREATE UNIQUE INDEX IF NOT EXISTS one_building ON generations (model) WHERE status = 'building';
`;

/** Which generations there are and which of them is live; the identity; named checkpoints; leases. Shared by all processes. */
export class Catalog {
  readonly leases: LeaseTable;

  private constructor(private readonly db: StoreDatabase) {
    this.leases = new SqlLeaseTable(db);
  }

  /** @throws ReadStoreUnavailable */
  static async open(path: string): Promise<Catalog> {
    const db = await StoreDatabase.open(path);
    await db.write(() => db.exec(SCHEMA));
    return new Catalog(db);
  }

  /** The generations of a read model by number, and the numbers of those that were dropped. */
  generations(
    model: string,
  ): Promise<{ readonly present: readonly GenerationInfo[]; readonly dropped: readonly number[] }> {
    return this.db.readOne(() => {
      const rows = this.#rows(model);
      return { present: rows.flatMap((row) => infoOf(model, row)), dropped: rows.flatMap(droppedNumber) };
    });
  }

  /** Of all read models. */
  all(): Promise<readonly GenerationInfo[]> {
    const sql = "SELECT DISTINCT model FROM generations WHERE status <> 'dropped'";
    return this.db.read(() => this.db.rows<[string]>(sql).flatMap(([model]) => this.#generations(model)));
  }

  dropped(): Promise<readonly { readonly model: string; readonly number: number }[]> {
    const sql = "SELECT model, number FROM generations WHERE status = 'dropped'";
    return this.db.readOne(() =>
      this.db.rows<[string, bigint]>(sql).map(([model, n]) => ({ model, number: Number(n) })),
    );
  }

  /** @throws GenerationExists when one is building. */
  create(model: string, version: number): Promise<GenerationInfo> {
    return this.db.write(() => this.#create(model, version));
  }

  ensureLive(model: string, version: number): Promise<GenerationInfo> {
    return this.db.write(() => liveOf(this.#generations(model)) ?? this.#create(model, version));
  }

  /** @throws NoSuchGeneration when it is neither building nor live. */
  swap(model: string, number: number, retireAt: number): Promise<void> {
    return this.db.write(() => {
      if (!needsSwap({ model, number }, this.#generations(model))) return;
      this.db.run("UPDATE generations SET status = 'retiring', retire_at = ? WHERE model = ? AND status = 'live'", [
        retireAt,
        model,
      ]);
      this.db.run("UPDATE generations SET status = 'live' WHERE model = ? AND number = ?", [model, number]);
    });
  }

  /** @throws GenerationIsLive */
  drop(model: string, number: number): Promise<void> {
    return this.db.write(() => {
      checkNotLive({ model, number }, this.#generations(model));
      this.db.run("UPDATE generations SET status = 'dropped' WHERE model = ? AND number = ?", [model, number]);
    });
  }

  /** Records the identity when there is none yet. @returns the recorded one. */
  identity(eventStore: string): Promise<string> {
    return this.db.write(() => {
      this.db.run('INSERT OR IGNORE INTO identity (only, event_store) VALUES (1, ?)', [eventStore]);
      return this.db.row<[string]>('SELECT event_store FROM identity')?.[0] ?? eventStore;
    });
  }

  checkpoint(name: string): Promise<Position> {
    return this.db.readOne(() => {
      const row = this.db.row<[bigint]>('SELECT position FROM checkpoints WHERE name = ?', [name]);
      return row === undefined ? START : position(row[0]);
    });
  }

  checkpoints(): Promise<readonly (readonly [name: string, position: Position])[]> {
    return this.db.readOne(() =>
      this.db
        .rows<[string, bigint]>('SELECT name, position FROM checkpoints')
        .map(([name, at]) => [name, position(at)]),
    );
  }

  moveCheckpoint(name: string, to: Position): Promise<void> {
    const sql =
      'INSERT INTO checkpoints (name, position) VALUES (?, ?) ' +
      'ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE excluded.position > checkpoints.position';
    return this.db.write(() => void this.db.run(sql, [name, to]));
  }

  close(reason: Error): void {
    this.db.close(reason);
  }

  #generations(model: string): readonly GenerationInfo[] {
    return this.#rows(model).flatMap((row) => infoOf(model, row));
  }

  #rows(model: string): readonly Row[] {
    const sql = 'SELECT number, status, version, retire_at FROM generations WHERE model = ? ORDER BY number';
    return this.db.rows<Row>(sql, [model]);
  }

  #create(model: string, version: number): GenerationInfo {
    const rows = this.#rows(model);
    const number = Number(rows.at(-1)?.[0] ?? 0n) + 1;
    const present = rows.flatMap((row) => infoOf(model, row));
    const info = nextGeneration(model, version, number, present);
    const sql = 'INSERT INTO generations (model, number, status, version) VALUES (?, ?, ?, ?)';
    this.db.run(sql, [model, info.number, info.status, version]);
    return info;
  }
}

function infoOf(model: string, [number, status, version, retireAt]: Row): readonly GenerationInfo[] {
  if (status === 'dropped') return [];
  const info = { model, number: Number(number), status, version: Number(version) };
  return [retireAt === null ? info : { ...info, retireAt: Number(retireAt) }];
}

const droppedNumber = ([number, status]: Row): readonly number[] => (status === 'dropped' ? [Number(number)] : []);
