import { canonicalJson, type DomainEvent, type EventMetadata, type JsonObject } from '#kernel';
import type { NewEvent } from '#event-store';
import { hashOf, uuidOf } from '#audit';

/** Decided events made ready for the store: linked into their stream's hash chain, each with the id that its content gives. */
export interface Sealed {
  readonly events: readonly NewEvent[];
  /** Of the last event. */
  readonly lastHash: string;
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
  const events = decided.map(({ type, data }, index): NewEvent => {
    const linked = linkTo(hash, metadata);
    const content = { type, data: data as JsonObject, metadata: linked }; // validated against the catalogue before
    hash = hashOf({ stream, revision: firstRevision + index, ...content });
    return { id: uuidOf(hash), ...content };
  });
  return { events, lastHash: hash ?? '' };
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

/** About how much an event holds in memory, from its text. */
export const sizeOf = (event: Pick<NewEvent, 'data'>): number => canonicalJson(event.data).length * 2;
