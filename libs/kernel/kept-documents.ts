import { refuse, type Refusal } from './decision.js';
import type { DocumentId } from './id.js';
import type { DocumentReference } from './vocabulary.js';

/**
 * The documents that a command names, in its order, as they are kept for what it is about.
 *
 * @param kept what the handler found of each of them; null where it is not kept, or for something else.
 * @returns a refusal that names the first one that is not there.
 */
export function keptDocuments(
  named: readonly DocumentId[],
  kept: readonly (DocumentReference | null)[] = [],
): { readonly kind: 'kept'; readonly documents: readonly DocumentReference[] } | Refusal {
  const documents: DocumentReference[] = [];
  for (const [index, documentId] of named.entries()) {
    const document = kept[index] ?? null;
    if (document === null) return refuse('unknown-document', { documentId });
    documents.push(document);
  }
  return { kind: 'kept', documents };
}
