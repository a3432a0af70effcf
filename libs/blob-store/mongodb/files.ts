import { GridFSBucket, type Db, type GridFSBucketWriteStream, type ObjectId } from 'mongodb';
import type { Connection } from '#mongodb';

const BUCKET = 'blob';

interface Chunk {
  readonly files_id: string;
  readonly n: number;
  readonly data: { readonly buffer: Uint8Array };
}

/** The files of one GridFS bucket, by ids of ours. */
export class Files {
  constructor(private readonly connection: Connection) {}

  /** Writes the content of a new file. Nothing of it is under way any more when `content` throws. */
  async write(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const writer = await this.connection.step((db) => Promise.resolve(writerOf(db, file)));
    writer.on('error', () => undefined); // it is told to who writes
    for await (const piece of content) await done((when) => writer.write(piece, when));
    await done((when) => writer.end(when));
  }

  /** The content of a file, a chunk at a time; each is read when it is asked for, so a slow reader holds no cursor open. */
  async *pieces(file: string, size: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let n = 0, read = 0; read < size; n++) {
      const chunk = await this.connection.step((db) => chunksIn(db).findOne({ files_id: file, n }));
      if (chunk === null) return; // the hash will not be right
      read += chunk.data.buffer.byteLength;
      yield chunk.data.buffer;
    }
  }

  /** Repeatable; also of a file that was never finished. */
  async remove(file: string): Promise<void> {
    await this.connection.step((db) => filesIn(db).deleteOne({ _id: file }));
    await this.connection.step((db) => chunksIn(db).deleteMany({ files_id: file }));
  }
}

const done = (begin: (when: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => begin((error) => (error ? reject(error) : resolve())));

/** The driver's own type knows no id but its own; GridFS takes any. */
function writerOf(db: Db, file: string): GridFSBucketWriteStream {
  return new GridFSBucket(db, { bucketName: BUCKET }).openUploadStreamWithId(file as unknown as ObjectId, file);
}

const filesIn = (db: Db) => db.collection<{ readonly _id: string }>(`${BUCKET}.files`);
const chunksIn = (db: Db) => db.collection<Chunk>(`${BUCKET}.chunks`);
