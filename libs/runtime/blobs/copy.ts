import { BlobDamaged, NoSuchBlob, type BlobStore } from '#blob-store';

export interface CopyBlobsOptions {
  readonly from: BlobStore;
  readonly to: BlobStore;
  readonly onProgress?: (progress: CopyBlobsResult) => void;
  /** Stops between two blobs; the next copy goes on from there. */
  readonly signal?: AbortSignal;
}

export interface CopyBlobsResult {
  /** Blobs of this run. */
  readonly copied: number;
  /** Bytes of these. */
  readonly bytes: number;
  /** Blobs that the target had before. */
  readonly there: number;
}

/** Later than whatever is put in while the copying goes on. */
const AHEAD_MS = 24 * 60 * 60 * 1_000;

/**
 * Copies the content of all documents into another store, one blob at a time and each as a stream: the source hashes what it gives, the target
 * what it takes. What the target has already is not sent again, so that a copy which broke off goes on. What is removed from the source meanwhile
 * was nobody's and is passed over.
 *
 * @throws BlobDamaged when the source does not hold what was put in, and what the stores throw.
 */
export async function copyBlobs({ from, to, onProgress, signal }: CopyBlobsOptions): Promise<CopyBlobsResult> {
  let result: CopyBlobsResult = { copied: 0, bytes: 0, there: 0 };
  for await (const hashes of from.putBefore(new Date(Date.now() + AHEAD_MS)))
    for (const sha256 of hashes) {
      signal?.throwIfAborted();
      result = counted(result, await copyOne(from, to, sha256));
      onProgress?.(result);
    }
  return result;
}

type Copied = 'there' | 'gone' | { readonly bytes: number };

async function copyOne(from: BlobStore, to: BlobStore, sha256: string): Promise<Copied> {
  if ((await to.find(sha256)) !== undefined) return 'there';
  const original = await from.find(sha256);
  if (original === undefined) return 'gone';
  try {
    const copy = await to.put(from.read(sha256), original.size);
    if (copy.sha256 !== sha256) throw new BlobDamaged(sha256);
    return { bytes: copy.size };
  } catch (error) {
    if (error instanceof NoSuchBlob) return 'gone';
    throw error;
  }
}

function counted(result: CopyBlobsResult, copied: Copied): CopyBlobsResult {
  if (copied === 'gone') return result;
  if (copied === 'there') return { ...result, there: result.there + 1 };
  return { ...result, copied: result.copied + 1, bytes: result.bytes + copied.bytes };
}
