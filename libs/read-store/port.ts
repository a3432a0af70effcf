import type { DocumentValue, Position, ReadModelDeclaration } from '#kernel';

/** A document as it is stored; `doc` is null for a tombstone, which keeps its position so that a late replay cannot resurrect it. */
export interface StoredDocument<Doc> {
  readonly id: string;
  readonly position: Position;
  readonly doc: Doc | null;
}

/** Counts only if `position` is newer than the stored document's; null deletes. */
export interface GuardedWrite<Doc> {
  /** Well-formed Unicode without NUL, not empty. */
  readonly id: string;
  readonly position: Position;
  readonly doc: Doc | null;
}

/** Counts of a commit's documents; parked keys are guarded too but not counted. */
export interface WriteResult {
  readonly written: number;
  /** Writes that the guard refused, because the stored document is as new or newer: expected, never an error. */
  readonly stale: number;
}

export interface Commit<Doc> {
  /** Applied in order, also where an id comes twice. */
  readonly documents?: readonly GuardedWrite<Doc>[];
  /** Keys that could not be digested, in a collection beside the documents, guarded in the same way. */
  readonly parked?: readonly GuardedWrite<ParkedKey>[];
  /** Moves forward only; a lower one is ignored. Written with or after the documents, never before. */
  readonly checkpoint?: Position;
}

/** The events of one key that wait because the first of them could not be digested. */
export interface ParkedKey {
  readonly key: string;
  /** Position of the event that failed; as text, as `String(position)`. */
  readonly first: string;
  /** Of the newest event that waits. */
  readonly last: string;
  /** How many of the key there are from the first to the last. They are not listed, so that an entry does not grow with them. */
  readonly events: number;
  readonly error: string;
}

/** `live` is what queries read; `building` is on its way there; `retiring` was live a moment ago. */
export type GenerationStatus = 'building' | 'live' | 'retiring';

export interface GenerationInfo {
  readonly model: string;
  /** 1, 2, 3 … per read model. */
  readonly number: number;
  readonly status: GenerationStatus;
  /** The projection's version that builds it. */
  readonly version: number;
  /** When a retiring one may be dropped, milliseconds since the epoch. */
  readonly retireAt?: number;
}

export type Scalar = string | number | bigint | boolean | Date;

/** Values are of the field's declared type. Text compares by code point, false before true. */
export type Condition =
  /** Null finds documents without the field, or with null in it; a range never does. */
  | { readonly eq: Scalar | null }
  | { readonly gt?: Scalar; readonly gte?: Scalar; readonly lt?: Scalar; readonly lte?: Scalar }
  /** The declared array field contains the value, of the type declared for its members. */
  | { readonly has: string | number }
  /** It contains each of them, of which there is at least one. */
  | { readonly hasAll: readonly (string | number)[] };

export interface Query {
  /** All must hold; the keys are declared fields. */
  readonly where?: Readonly<Record<string, Condition>>;
  /** Declared scalar fields; the id is the last tie-break, in the direction of the last field. A missing field sorts before every value. */
  readonly sort?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  /** 1 to 1,000. */
  readonly limit: number;
  /** `next` of the page before, of the same `where` and `sort`. */
  readonly cursor?: string;
}

export interface Page<Doc> {
  readonly documents: readonly { readonly id: string; readonly position: Position; readonly doc: Doc }[];
  /** Names the place after the last document by its sort values, so it stays good while documents change. Undefined on the last page. */
  readonly next?: string;
}

/** Queries see documents, never tombstones. */
export interface Generation<Doc extends object = object> {
  readonly info: GenerationInfo;
  get(id: string): Promise<StoredDocument<Doc> | undefined>;
  /** In the order of `ids`; undefined where there is nothing. Tombstones are given, for the runner must know their position. */
  getMany(ids: readonly string[]): Promise<readonly (StoredDocument<Doc> | undefined)[]>;
  /** @throws UndeclaredField, InvalidQuery, InvalidCursor */
  find(query: Query): Promise<Page<Doc>>;
  /** @throws UndeclaredField, InvalidQuery */
  count(where?: Query['where']): Promise<number>;
  /** Every document and tombstone in order of id, in batches: for comparing and exporting. */
  scan(): AsyncIterable<readonly StoredDocument<Doc>[]>;
  /** What is parked now, in order of id; no tombstones. */
  parked(): Promise<readonly StoredDocument<ParkedKey>[]>;
  /** START before the first commit that carries one. */
  checkpoint(): Promise<Position>;
  /** All or nothing, or else documents before the checkpoint: a repeat is always safe. @throws InvalidDocument before anything is written. */
  commit(commit: Commit<Doc>): Promise<WriteResult>;
}

export interface ReadModel {
  readonly name: string;
  readonly version: number;
  readonly declaration: ReadModelDeclaration;
}

/** Every method throws ReadStoreUnavailable when the store cannot be reached or is closed, also those of its generations. */
export interface ReadStore {
  /**
   * Binds this store to the event store that its documents are built from; the first call records the identity.
   *
   * @param head asks the event store for its newest position. It is called when the checkpoints have been read, for other processes go
   * on meanwhile.
   * @throws ReadStoreMismatch when it was built from another event store, or is ahead of `head` (a restored backup).
   */
  bind(eventStoreIdentity: string, head: () => Promise<Position>): Promise<void>;

  /** All generations of a read model, by number. Cheap: read anew with each batch. */
  generations(model: string): Promise<readonly GenerationInfo[]>;
  /** The live generation; the first one is created when the read model is new. Repeatable, also by several processes at once. */
  ensureLive(model: ReadModel): Promise<GenerationInfo>;
  /**
   * The first generation of a new read model is live at once; a later one is building. Creates its indexes. A number is
   * never used again.
   *
   * @throws GenerationExists when one is already building; UndeclaredField for an index of a field that is not declared.
   */
  createGeneration(model: ReadModel): Promise<GenerationInfo>;
  /** A declaration that has gained a field or an index since is made good for first. @throws NoSuchGeneration */
  generation<Doc extends object>(model: ReadModel, number: number): Promise<Generation<Doc>>;
  /** What queries read now; follows the pointer at each call. @throws NoSuchGeneration before the first one was created. */
  live<Doc extends object>(model: ReadModel): Promise<Generation<Doc>>;
  /**
   * Makes a building generation live and the live one retiring until `retireAt`, in one step. Does nothing when it is live.
   *
   * @throws NoSuchGeneration when it is not building; GenerationBehind when its checkpoint is behind the live one's.
   */
  swap(model: string, number: number, retireAt: number): Promise<void>;
  /** Removes a generation that is not live. Repeatable. @throws GenerationIsLive */
  drop(model: string, number: number): Promise<void>;

  /** A named position outside of any read model, such as a saga runner's; START before it was first moved. */
  checkpoint(name: string): Promise<Position>;
  /** Moves forward only; a lower one is ignored. */
  moveCheckpoint(name: string, to: Position): Promise<void>;

  /**
   * Takes a lease or renews it: true when `holder` has it, for `ttlMs` from the moment of the call. Several holders may ask at
   * once, and one gets it. A lease that is not renewed passes to whoever has asked for it in vain for that long: each store
   * measures by its own monotonic clock how long it has seen no renewal, so that hosts need no common time. Nothing tells a
   * holder that his time is over: by his own clock he must count himself deposed (LeaseKeeper does).
   *
   * A repeat renews. False may also follow a renewal whose answer was lost; the next call tells.
   *
   * @param holder names one asker, such as a process in one run; a name that is used twice is held twice.
   * @throws RangeError when `ttlMs` is not a positive whole number of milliseconds.
   */
  acquireLease(name: string, holder: string, ttlMs: number): Promise<boolean>;
  /** Gives the lease back at once, if `holder` has it. Repeatable. */
  releaseLease(name: string, holder: string): Promise<void>;

  /** Repeatable. Waits for what is under way. */
  close(): Promise<void>;
}

export type { DocumentValue };
