import { InvalidDocument } from './errors.js';

/**
 * The most bytes that a document may have as BSON, its id counted twice, because a guarded write names it twice. MongoDB
 * takes 16 MiB for a document and for a write; what remains is for the write itself.
 */
export const MAX_DOCUMENT_BYTES = 16_000_000;

/** Type, name (an array's is its index), and what ends the name: no value in an array takes more than these. */
const INDEX_BYTES = 10;
const UNITS_TO_BYTES = 3; // UTF-8 has at most three for a UTF-16 unit

/** More than the JSON text of a document can grow by as BSON: `1,` becomes a type, an index and 8 bytes. */
export const JSON_TO_BSON = 10;

/**
 * @param roughly a number of bytes that the document is sure not to exceed: only one that may be too large is measured.
 * @throws InvalidDocument
 */
export function checkSize(id: string, doc: object | null, roughly: number): void {
  if (roughly + id.length * 2 * UNITS_TO_BYTES <= MAX_DOCUMENT_BYTES) return;
  const bytes = 2 * Buffer.byteLength(id) + (doc === null ? 0 : sizeOf(doc));
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw new InvalidDocument(id.slice(0, 100), `${bytes} bytes are more than the ${MAX_DOCUMENT_BYTES} of a document`);
  }
}

/** Of a value whose form was checked. Numbers count 8 bytes, though some take 4. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 5;
  if (typeof value === 'boolean') return 1;
  if (typeof value !== 'object') return 8;
  if (value === null) return 0;
  if (value instanceof Date) return 8;
  let bytes = 5;
  if (Array.isArray(value)) for (const member of value) bytes += INDEX_BYTES + sizeOf(member);
  else {
    for (const [field, member] of Object.entries(value)) {
      if (member !== undefined) bytes += Buffer.byteLength(field) + 2 + sizeOf(member);
    }
  }
  return bytes;
}
