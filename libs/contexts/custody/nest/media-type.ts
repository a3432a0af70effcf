import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '#platform';

/** So many bytes tell the type of any file that is taken. */
export const HEAD_BYTES = 4_100;

/** What both sides can look at anywhere, and what is nothing but content: no page, no program, no archive. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
  'video/mp4',
] as const;
type MediaType = (typeof MEDIA_TYPES)[number];

/**
 * The type of a document by its first bytes; what its sender declares has to be the same.
 *
 * @throws Problem 415 for a type that is not taken, 422 for one that is not the one declared.
 */
export async function mediaTypeOf(declared: string, head: Uint8Array): Promise<MediaType> {
  if (!isTaken(declared)) throw notTaken(declared);
  const found = await typeIn(head);
  if (found === declared) return declared;
  const shown = found ?? 'unknown';
  throw new Problem({
    status: 422,
    code: 'media-type-mismatch',
    detail: `The content is not what Content-Type says: ${declared} is declared, ${shown} is found.`,
    facts: { declared, found: shown },
  });
}

/** Text has no mark of its own: it is what has no other type, and nothing in it but characters. */
async function typeIn(head: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head);
  return found?.mime ?? (isText(head) ? 'text/plain' : undefined);
}

function isText(head: Uint8Array): boolean {
  try {
    // The last character may lie across the end of the head.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[^\P{Cc}\t\n\r\f]/u.test(text);
  } catch {
    return false;
  }
}

const isTaken = (type: string): type is MediaType => (MEDIA_TYPES as readonly string[]).includes(type);

const notTaken = (declared: string): Problem =>
  new Problem({
    status: 415,
    code: 'media-type-not-taken',
    detail: `Documents are ${MEDIA_TYPES.join(', ')}; Content-Type says which.`,
    facts: { declared },
  });
