import { findChainBreak } from '#audit';
import type { StoredEvent } from '#event-store';
import { InvariantAudit } from '#invariants';
import type { Projection } from '#kernel';
import type { Ports } from '#platform';
import type { ReadStore } from '#read-store';
import { readModels } from '#read-models';
import { recorded, sagaInstances, sagaReadModels } from '#runtime';
import { isOfSaga, Names } from './names.js';

/** What must be the same wherever a process has died. */
export interface Ending {
  /** Every stream, event by event. */
  readonly streams: Readonly<Record<string, readonly unknown[]>>;
  /** Every read model, document by document. */
  readonly documents: Readonly<Record<string, readonly unknown[]>>;
  /** What is wrong with the chains, or by the rulebook's invariants. */
  readonly faults: readonly string[];
}

export async function endingOf({ eventStore, readStore }: Ports): Promise<Ending> {
  const events: StoredEvent[] = [];
  for await (const batch of eventStore.readAll()) events.push(...batch);
  const names = new Names(events);
  const streams: Record<string, StoredEvent[]> = {};
  for (const event of events) (streams[event.stream] ??= []).push(event);
  return {
    streams: Object.fromEntries(Object.entries(streams).map(([stream, own]) => [stream, toldOf(stream, own, names)])),
    documents: await documentsIn(readStore, names),
    faults: [...brokenChains(Object.values(streams)), ...violations(events)],
  };
}

/**
 * All that the events say, in their order, but for what is made from hashes, which the chain holds. An instance of a saga may hear of
 * two things in either order: what it was told, what it made of it and where it stands at the end are the same.
 */
function toldOf(stream: string, events: readonly StoredEvent[], names: Names): unknown[] {
  const told = events.map(({ type, data, metadata }) => {
    const { previousHash: _, commandDigest: __, ...rest } = metadata;
    return { type, data, metadata: rest };
  });
  if (!isOfSaga(stream)) return told.map((event) => names.in(event));
  const stateless = told.map(({ data: { state: _, ...data }, ...event }) =>
    JSON.stringify(names.in({ data, ...event })),
  );
  return [...stateless.toSorted(), names.in(told.findLast(({ data }) => 'state' in data)?.data['state'] ?? null)];
}

/**
 * Without their positions, and without the reason for what an instance of a saga did last: which of two streams' events was committed, or
 * heard of, first is open.
 */
async function documentsIn(readStore: ReadStore, names: Names): Promise<Record<string, readonly unknown[]>> {
  const documents: Record<string, unknown[]> = {};
  for (const model of [...readModels, ...sagaReadModels] as readonly Projection[]) {
    const own: unknown[] = (documents[model.name] = []);
    for await (const batch of (await readStore.live(model)).scan())
      own.push(
        ...batch.map(({ id, doc }) => ({ id, doc: names.in(model === sagaInstances ? withoutReason(doc) : doc) })),
      );
  }
  return documents;
}

const withoutReason = (doc: object | null): object => ({ ...doc, reason: null });

function brokenChains(streams: readonly (readonly StoredEvent[])[]): string[] {
  return streams.flatMap((events) => {
    const broken = findChainBreak(events);
    return broken === undefined ? [] : [`${String(events[0]?.stream)}@${broken.revision}: ${broken.problem}`];
  });
}

function violations(events: readonly StoredEvent[]): string[] {
  const audit = new InvariantAudit();
  for (const event of events) audit.take(recorded(event));
  return audit.findings().flatMap(({ rule, first }) => (first === null ? [] : [`${rule}: ${first.problem}`]));
}
