import type { ReadModelDeclaration } from '#kernel';
import type { Commit, WriteResult } from '../port.js';
import { DocumentWriter } from './document-writer.js';
import { MOVE_CHECKPOINT } from './schema.js';
import type { StoreDatabase } from './store-database.js';

const NOTHING_DECLARED: ReadModelDeclaration = { fields: {}, indexes: [] };

/** Writes commits into a generation's file: documents, parked keys and checkpoint in one transaction. */
export class GenerationWriter {
  readonly #documents;
  readonly #parked;

  constructor(
    private readonly db: StoreDatabase,
    declaration: ReadModelDeclaration,
  ) {
    this.#documents = new DocumentWriter(db, 'documents', declaration);
    this.#parked = new DocumentWriter(db, 'parked', NOTHING_DECLARED);
  }

  /** @throws InvalidDocument before anything is written; ReadStoreUnavailable */
  async commit({ documents = [], parked = [], checkpoint }: Commit<object>): Promise<WriteResult> {
    const documentWrites = documents.map((write) => this.#documents.encode(write));
    const parkedWrites = parked.map((write) => this.#parked.encode(write));
    return this.db.write(() => {
      const result = this.#documents.write(documentWrites);
      this.#parked.write(parkedWrites);
      if (checkpoint !== undefined) this.db.run(MOVE_CHECKPOINT, [checkpoint]);
      return result;
    });
  }
}
