import type { Projection, RecordedEvent } from '#kernel';
import { encodeDocument, type ReadStore } from '#read-store';

/** A document that is not what the events make of it. */
export interface StaleDocument {
  readonly model: string;
  readonly id: string;
  /** As they are stored; null where there is none. */
  readonly stored: string | null;
  readonly rebuilt: string | null;
}

/**
 * Read models, folded in memory from the events alone, to be held against those that are stored. It keeps nothing: `rebuild`
 * makes a new generation, this only looks. Events are taken once, in the order of positions.
 */
export class HistoryFold {
  readonly #projections: readonly Projection[];
  readonly #documents = new Map<string, Map<string, object | null>>();
  /** What changed since it was compared last, by read model. */
  readonly #touched = new Map<string, Set<string>>();

  constructor(projections: readonly Projection[]) {
    this.#projections = projections;
    for (const { name } of projections) {
      this.#documents.set(name, new Map());
      this.#touched.set(name, new Set());
    }
  }

  /** @throws what a projection throws that cannot digest the event. */
  take(event: RecordedEvent): void {
    for (const projection of this.#projections) {
      if (!projection.types.includes(event.type)) continue;
      const documents = entryOf(this.#documents, projection);
      for (const key of projection.keys(event)) {
        documents.set(key, projection.project(documents.get(key) ?? null, event, key));
        entryOf(this.#touched, projection).add(key);
      }
    }
  }

  /** Compares, byte for byte, what changed since the last time. The read store must have caught up. */
  async differences(readStore: ReadStore): Promise<readonly StaleDocument[]> {
    const found: StaleDocument[] = [];
    for (const projection of this.#projections) {
      const touched = entryOf(this.#touched, projection);
      const ids = [...touched];
      touched.clear();
      if (ids.length === 0) continue;
      const stored = await (await readStore.live(projection)).getMany(ids);
      ids.forEach((id, at) => {
        const { name: model } = projection;
        const texts = {
          stored: textOf(stored[at]?.doc),
          rebuilt: textOf(entryOf(this.#documents, projection).get(id)),
        };
        if (texts.stored !== texts.rebuilt) found.push({ model, id, ...texts });
      });
    }
    return found;
  }
}

const textOf = (doc: object | null | undefined): string | null =>
  doc === null || doc === undefined ? null : encodeDocument(doc);

function entryOf<T>(map: ReadonlyMap<string, T>, { name }: Projection): T {
  const entry = map.get(name);
  if (entry === undefined) throw new TypeError(`${name} is not folded here`);
  return entry;
}
