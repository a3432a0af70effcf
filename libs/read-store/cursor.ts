import type { ScalarType } from '#kernel';
import { isScalar } from './declaration.js';
import { isDocumentId } from './document-id.js';
import { decodeDocument, encodeDocument } from './document-json.js';
import { InvalidCursor } from './errors.js';
import type { Scalar } from './port.js';

/** A place in a query's order: between the document that stood here and its successor, whether or not it still exists. */
export interface Place {
  /** Of the sort fields, in order. */
  readonly values: readonly (Scalar | null)[];
  readonly id: string;
}

/** @param digest names the query, so that a cursor cannot be used with another one. */
export const encodeCursor = (digest: string, { values, id }: Place): string =>
  Buffer.from(encodeDocument([digest, id, ...values])).toString('base64url');

/** @throws InvalidCursor */
export function decodeCursor(cursor: string, digest: string, types: readonly ScalarType[]): Place {
  const parts = parsed(cursor);
  if (!Array.isArray(parts)) throw new InvalidCursor('the cursor is not one of this store');
  const [madeBy, id, ...values] = parts as readonly unknown[];
  if (madeBy !== digest) throw new InvalidCursor('the cursor belongs to another query');
  if (typeof id !== 'string' || !isDocumentId(id) || !areOf(types, values))
    throw new InvalidCursor('the cursor was changed');
  return { id, values };
}

function parsed(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  // Decoding passes over what is not base64; only text that comes out the same is a cursor.
  if (bytes.toString('base64url') !== cursor) throw new InvalidCursor('the cursor is not one of this store');
  try {
    return decodeDocument(bytes.toString());
  } catch (error) {
    throw new InvalidCursor('the cursor is not one of this store', { cause: error });
  }
}

const areOf = (types: readonly ScalarType[], values: readonly unknown[]): values is (Scalar | null)[] =>
  values.length === types.length && types.every((type, i) => values[i] === null || isScalar(values[i], type));
