import { canonicalJson, type DomainEvent, type EventMetadata, type JsonObject, type TextsOfParts } from '#kernel';
import type { Appendable, StoredEvent } from '#event-store';
import { hashed, uuidOf } from '#audit';

const BYTES_PER_CHARACTER = 2;

/** Decided events made ready for the store: linked into their stream's hash chain, each with the id that its content gives. */
export interface Sealed {
  readonly events: readonly Appendable[];
  /** Of the last event. */
  readonly lastHash: string;
  /** An upper bound of what the events' data hold in memory. */
  readonly bytes: number;
}

/**
 * @param metadata what the events share; `previousHash` is filled in for each.
 * @param texts of the command that was decided.
 */
export function seal(
  decided: readonly DomainEvent<string, object>[],
  stream: string,
  firstRevision: number,
  previousHash: string | null,
  metadata: Omit<EventMetadata, 'previousHash'>,
  texts: TextsOfParts,
): Sealed {
  let hash = previousHash;
  let bytes = 0;
  const events = decided.map(({ type, data }, index): Appendable => {
    const dataText = texts.textAround(data as JsonObject); // validated against the catalogue before
    const place = { stream, revision: firstRevision + index, type };
    const sealed = hashed(place, dataText, textOfMetadata(hash, metadata), hash);
    hash = sealed.hash;
    bytes += dataText.length * BYTES_PER_CHARACTER;
    return { id: uuidOf(hash), type, data: sealed.data, metadata: sealed.metadata };
  });
  return { events, lastHash: hash ?? '', bytes };
}

/** The canonical JSON of an event's metadata: its members are known, so they need not be looked up and ordered. */
function textOfMetadata(previousHash: string | null, shared: Omit<EventMetadata, 'previousHash'>): string {
  const { actor, causationId, commandDigest, commandId, correlationId, occurredAt, recordedAt, ruleSet } = shared;
  const { id, onBehalfOf, organisation, role } = actor;
  return (
    `{"actor":{"id":${canonicalJson(id)},"onBehalfOf":${canonicalJson(onBehalfOf)},` +
    `"organisation":${canonicalJson(organisation)},"role":${canonicalJson(role)}},` +
    `"causationId":${canonicalJson(causationId)},"commandDigest":${canonicalJson(commandDigest)},` +
    `"commandId":${canonicalJson(commandId)},"correlationId":${canonicalJson(correlationId)},` +
    `"occurredAt":${canonicalJson(occurredAt)},"previousHash":${canonicalJson(previousHash)},` +
    `"recordedAt":${canonicalJson(recordedAt)},"ruleSet":${canonicalJson(ruleSet)}}`
  );
}

/** An upper bound of what the data of events that were read hold in memory, from their text. */
export const dataSizeOf = (events: readonly Pick<StoredEvent, 'data'>[]): number =>
  events.reduce((sum, { data }) => sum + JSON.stringify(data).length * BYTES_PER_CHARACTER, 0);
