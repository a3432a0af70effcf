import type { Document } from 'mongodb';
import type { GenerationKey } from '../generations.js';
import type { GenerationStatus } from '../port.js';

/*
 * What lies where. A generation's documents are in a collection of its name, `orders.1`, with `orders.1.parked` beside it; what
 * the store knows of itself is in collections that begin with an underscore, which no read model's name does.
 */

/** Of a generation's documents, and of its parked keys. A tombstone's `doc` is null. */
export interface StoredDoc {
  readonly _id: string;
  readonly position: bigint;
  readonly doc: Document | null;
}

/** `_read-models`: all generations of one read model, so that a change of them is one step. */
export interface StoredModel {
  readonly _id: string;
  /** Counts the changes; each one replaces the state that it was made from, and no other. */
  readonly revision: number;
  /** The number of the next generation. */
  readonly next: number;
  readonly generations: readonly StoredGeneration[];
}

export interface StoredGeneration {
  readonly number: number;
  readonly status: GenerationStatus;
  readonly version: number;
  readonly retireAt?: number;
  /** Of the call that made it, so that a repeat of the call knows its own work. */
  readonly madeBy: string;
}

/** `_generations`: how far each has digested, and what was last declared on it. */
export interface StoredProgress {
  readonly _id: string;
  readonly position?: bigint;
  readonly declaration?: string;
}

/** `_identity`: one document, the event store that everything here was built from. */
export interface StoredIdentity {
  readonly _id: 'event-store';
  readonly identity: string;
}

/** `_leases` */
export interface StoredLease {
  readonly _id: string;
  readonly holder: string | null;
  readonly term: number;
  readonly ttlMs: number;
}

export const READ_MODELS = '_read-models';
export const GENERATIONS = '_generations';
export const CHECKPOINTS = '_checkpoints';
export const IDENTITY = '_identity';
export const LEASES = '_leases';

export const generationName = ({ model, number }: GenerationKey): string => `${model}.${number}`;
export const parkedName = (key: GenerationKey): string => `${generationName(key)}.parked`;

/** The generation that a collection belongs to; undefined for any other collection. */
export function generationOf(collection: string): GenerationKey | undefined {
  const [, model, number] = /^([a-z][a-z0-9-]*)\.([1-9]\d*)(?:\.parked)?$/.exec(collection) ?? [];
  return model === undefined || number === undefined ? undefined : { model, number: Number(number) };
}
