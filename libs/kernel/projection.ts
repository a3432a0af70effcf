import type { DomainEvent, RecordedEvent } from './event.js';
import type { StoredForm } from './personal.js';

/**
 * What a document may hold. bigint (of 64 bits) and Date keep their type in both stores; money is
 * `{ minor: bigint, currency }`. Numbers are finite. A field that is `undefined` is left out.
 */
export type DocumentValue =
  | null
  | boolean
  | number
  | string
  | bigint
  | Date
  | readonly DocumentValue[]
  | { readonly [field: string]: DocumentValue | undefined };

export type ScalarType = 'string' | 'number' | 'bigint' | 'date' | 'boolean';

/** What `find` may ask of a read model. Everything is declared, so that both stores can index it before the first query. */
export interface ReadModelDeclaration {
  /** Scalar fields for equality, range and sort; the key is the field's path (`cover.granted`). */
  readonly fields: Readonly<Record<string, ScalarType>>;
  /** Array fields for membership, by the type of their members. */
  readonly arrays?: Readonly<Record<string, 'string' | 'number'>>;
  /** Compound indexes, each a list of declared scalar fields; the document id is added as the tie-break. */
  readonly indexes: readonly (readonly string[])[];
}

/** A read model: documents folded from events. Pure; the runner does the loading, guarding and writing. */
export interface Projection<Doc extends object = object> {
  /** Lower case with dashes; names the read model in both stores. */
  readonly name: string;
  /** Raised when the same events give other documents; a rebuild compares documents only within one version. */
  readonly version: number;
  readonly declaration: ReadModelDeclaration;
  /** The event types it digests; every other type passes by. */
  readonly types: readonly string[];
  /** The ids of the documents that the event changes, from the event alone. */
  readonly keys: (event: RecordedEvent) => readonly string[];
  /** The document after the event; null deletes it. */
  project(doc: Doc | null, event: RecordedEvent, key: string): Doc | null;
}

type Handlers<Doc, E extends DomainEvent<string, object>> = {
  readonly [T in E['type']]?: (
    doc: Doc | null,
    event: RecordedEvent<StoredForm<Extract<E, { type: T }>>>,
    key: string,
  ) => Doc | null;
};

/** Declares `types` and `project` from one handler per event type. */
export function on<Doc extends object, E extends DomainEvent<string, object>>(
  handlers: Handlers<Doc, E>,
): Pick<Projection<Doc>, 'types' | 'project'> {
  // The runner hands over only events of `types`, so the type names the handler's own event.
  const table = handlers as unknown as Readonly<
    Record<string, (doc: Doc | null, event: RecordedEvent, key: string) => Doc | null>
  >;
  return {
    types: Object.keys(handlers),
    project: (doc, recorded, key) => {
      const handler = table[recorded.type];
      return handler === undefined ? doc : handler(doc, recorded, key);
    },
  };
}
