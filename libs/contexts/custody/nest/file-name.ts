import type { FastifyRequest } from 'fastify';
import { isForgotten, type Personal } from '#kernel';
import { badRequest } from '#platform';

const MAX_LENGTH = 255;
/** Nothing that leads out of a folder, begins a new header or turns the direction of writing. */
const NAME = /^[^/\\\p{C}]+$/u;

/** The name in the header `File-Name`, which is encoded as part of an address is, since headers are ASCII. @throws Problem */
export function fileNameIn({ headers }: FastifyRequest): string {
  const header = headers['file-name'];
  const name = typeof header === 'string' ? decoded(header).trim() : '';
  if (name.length > 0 && name.length <= MAX_LENGTH && NAME.test(name)) return name;
  throw badRequest('invalid-header', 'The header File-Name is out of form.', {
    field: 'File-Name',
    message: 'must be the name of a file of at most 255 characters, without a path, percent-encoded',
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** To be kept as a file and never shown as a page (RFC 6266); without a name once that is forgotten. */
export const asAttachment = (name: Personal<string>): string =>
  isForgotten(name) ? 'attachment' : `attachment; filename*=UTF-8''${encoded(name)}`;

/** `encodeURIComponent` leaves a few characters that RFC 8187 does not. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
