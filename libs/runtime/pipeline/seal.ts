import type { DomainEvent, EventMetadata, JsonObject } from '#kernel';
import type { NewEvent } from '#event-store';
import { hashedText, sha256, uuidOf } from '#audit';

const BYTES_PER_CHARACTER = 2;

/** Decided events made ready for the store: linked into their stream's hash chain, each with the id that its content gives. */
export interface Sealed {
  readonly events: readonly NewEvent[];
  /** Of the last event. */
  readonly lastHash: string;
  /** An upper bound of what the events' data hold in memory. */
  readonly bytes: number;
}

/** @param metadata what the events share; `previousHash` is filled in for each. */
export function seal(
  decided: readonly DomainEvent<string, object>[],
  stream: string,
  firstRevision: number,
  previousHash: string | null,
  metadata: Omit<EventMetadata, 'previousHash'>,
): Sealed {
  let hash = previousHash;
  let bytes = 0;
  const events = decided.map(({ type, data }, index): NewEvent => {
    const linked = linkTo(hash, metadata);
    const content = { type, data: data as JsonObject, metadata: linked }; // validated against the catalogue before
    const text = hashedText({ stream, revision: firstRevision + index, ...content });
    hash = sha256(text);
    bytes += text.length * BYTES_PER_CHARACTER;
    return { id: uuidOf(hash), ...content };
  });
  return { events, lastHash: hash ?? '', bytes };
}

/** The keys stand in canonical order, which lets the serialiser of the engine do the hashing's work. */
const linkTo = (
  previousHash: string | null,
  {
    actor,
    causationId,
    commandDigest,
    commandId,
    correlationId,
    occurredAt,
    recordedAt,
    ruleSet,
  }: Omit<EventMetadata, 'previousHash'>,
): JsonObject => ({
  actor: { id: actor.id, onBehalfOf: actor.onBehalfOf, organisation: actor.organisation, role: actor.role },
  causationId,
  commandDigest,
  commandId,
  correlationId,
  occurredAt,
  previousHash,
  recordedAt,
  ruleSet,
});

/** An upper bound of what the data of events that were read hold in memory, from their text. */
export const sizeOf = (events: readonly Pick<NewEvent, 'data'>[]): number =>
  events.reduce((sum, { data }) => sum + JSON.stringify(data).length * BYTES_PER_CHARACTER, 0);
