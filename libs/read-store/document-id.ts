import { InvalidDocument } from './errors.js';

/** An id that every store keeps as it is: not empty, well-formed Unicode, and without NUL, at which C strings end. */
export const isDocumentId = (id: unknown): id is string =>
  typeof id === 'string' && id !== '' && !/\p{Surrogate}|\0/u.test(id);

/**
 * Runs `work`, which encodes a document or reads declared fields of it.
 *
 * @throws InvalidDocument with the id, for an id out of form and for a TypeError of `work`.
 */
export function onDocument<T>(id: string, work: () => T): T {
  if (!isDocumentId(id)) throw new InvalidDocument(id, 'an id is not empty, well-formed and without NUL');
  try {
    return work();
  } catch (error) {
    throw error instanceof TypeError ? new InvalidDocument(id, error.message, { cause: error }) : error;
  }
}
