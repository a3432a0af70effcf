import { hash } from 'node:crypto';
import { canonicalJson, JsonText, type Json, type JsonObject } from '#kernel';

/** Where an event stands and what it is. */
export interface HashedPlace {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

/** What a hash covers: everything about an event but its id and position, which are made from the hash or by the store. */
export interface HashedEvent extends HashedPlace {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** Where a chain is broken, and how. */
export interface ChainBreak {
  readonly revision: number;
  readonly problem: 'gap-in-revisions' | 'previous-hash-differs' | 'id-does-not-match-content';
  readonly expected: string;
  readonly found: string;
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of a value's canonical JSON, hexadecimal. */
export const digestOf = (value: Json): string => sha256(canonicalJson(value));

/** An event's hash, hexadecimal, and the parts of the hashed text that are stored. */
export interface Hashed {
  readonly hash: string;
  readonly data: JsonText;
  readonly metadata: JsonText;
}

const BEFORE_DATA = '{"data":';
const BEFORE_METADATA = ',"metadata":';

/**
 * SHA-256 of the RFC 8785 JSON of `{data, metadata, previousHash, revision, stream, type}`.
 *
 * @param data canonical JSON of an object, as `metadata` is. @throws TypeError when one of them is of something else.
 */
export function hashed(
  { revision, stream, type }: HashedPlace,
  data: string,
  metadata: string,
  previousHash: Json,
): Hashed {
  // The members stand in canonical order and only two of them can be deep, so the text is put together here.
  const text =
    `${BEFORE_DATA}${data}${BEFORE_METADATA}${metadata},"previousHash":${canonicalJson(previousHash)},` +
    `"revision":${revision},"stream":${canonicalJson(stream)},"type":${canonicalJson(type)}}`;
  const hash = sha256(text);
  // Hashing has made one piece of the text; its parts are cut out of it, for their own pieces would have to be joined once more.
  const dataEnd = BEFORE_DATA.length + data.length;
  const metadataAt = dataEnd + BEFORE_METADATA.length;
  return {
    hash,
    data: new JsonText(text.slice(BEFORE_DATA.length, dataEnd)),
    metadata: new JsonText(text.slice(metadataAt, metadataAt + metadata.length)),
  };
}

/** The hash of an event, hexadecimal. */
export const hashOf = (event: HashedEvent): string =>
  hashed(event, canonicalJson(event.data), canonicalJson(event.metadata), previousHashOf(event.metadata)).hash;

/** A UUIDv8 (RFC 9562) of a hash's first 122 free bits: other content is another id. */
export function uuidOf(digest: string): string {
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

const previousHashOf = (metadata: JsonObject): Json => metadata['previousHash'] ?? null;

/** Checks one whole stream in order of revision. Undefined when every event is linked to the one before and is what its id says. */
export function findChainBreak(events: Iterable<HashedEvent & { readonly id: string }>): ChainBreak | undefined {
  let previousHash: string | null = null;
  let revision = 0;
  for (const event of events) {
    const broken = (problem: ChainBreak['problem'], expected: unknown, found: unknown): ChainBreak => ({
      revision,
      problem,
      expected: String(expected),
      found: String(found),
    });
    if (event.revision !== revision) return broken('gap-in-revisions', revision, event.revision);
    const linkedTo = previousHashOf(event.metadata);
    if (linkedTo !== previousHash) return broken('previous-hash-differs', previousHash, linkedTo);
    const own = hashOf(event);
    if (uuidOf(own) !== event.id) return broken('id-does-not-match-content', uuidOf(own), event.id);
    previousHash = own;
    revision += 1;
  }
  return undefined;
}
