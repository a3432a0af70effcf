import { position, START, type Position } from '#kernel';
import { type Connection, upserting } from '#mongodb';
import type { StoredProgress } from './collections.js';

/**
 * Positions by name that move forward only. They are read as a majority has them: whoever begins at a position relies on
 * everything before it, and must not begin at one that a fail-over may yet undo.
 */
export class Checkpoints {
  constructor(
    private readonly connection: Connection,
    private readonly collection: string,
  ) {}

  async read(name: string): Promise<Position> {
    const stored = await this.connection.step((db) =>
      db.collection<StoredProgress>(this.collection, { readConcern: 'majority' }).findOne({ _id: name }),
    );
    return positionOf(stored);
  }

  async all(): Promise<ReadonlyMap<string, Position>> {
    const stored = await this.connection.step((db) =>
      db.collection<StoredProgress>(this.collection, { readConcern: 'majority' }).find().toArray(),
    );
    return new Map(stored.map((each) => [each._id, positionOf(each)]));
  }

  async move(name: string, to: Position): Promise<void> {
    await this.connection.step((db) =>
      upserting(() =>
        db
          .collection<StoredProgress>(this.collection)
          .updateOne({ _id: name }, { $max: { position: to } }, { upsert: true }),
      ),
    );
  }
}

const positionOf = (stored: StoredProgress | null): Position =>
  stored?.position === undefined ? START : position(stored.position);
