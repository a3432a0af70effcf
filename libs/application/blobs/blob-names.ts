import { textAt } from '#kernel';
import type { CustodyEvent } from '#contexts/custody';
import { orderDocuments } from '#read-models';
import type { ReadStore } from '#read-store';
import type { BlobNames } from '#runtime';

/** Content is kept for the sake of documents in custody, and of nothing else. */
export const blobNames: BlobNames = {
  types: ['custody.stored.v1' satisfies CustodyEvent['type']],
  sha256: ({ data }) => textAt(data, 'sha256'),
};

/** By the read model of documents. */
export const likelyNamedIn =
  (readStore: ReadStore) =>
  async (hashes: readonly string[]): Promise<ReadonlySet<string>> => {
    const live = await readStore.live(orderDocuments);
    const named = new Set<string>();
    for (const sha256 of hashes) if ((await live.count({ sha256: { eq: sha256 } })) > 0) named.add(sha256);
    return named;
  };
