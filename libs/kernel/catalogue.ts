import type { DomainEvent } from './event.js';
import { personalFieldsOf, type PersonalField } from './personal.js';
import type { Schema, TypeOf } from './schema.js';

/** One event type of one version: what it means, the shape of its data, and which of its fields are personal. */
export interface EventDefinition<T = unknown> {
  /** One sentence for the people who read history. */
  readonly meaning: string;
  readonly schema: Schema<T>;
  /** The fields about a person or his account, as the schema declares them. */
  readonly personal: readonly PersonalField[];
}

export type Catalogue<D extends Readonly<Record<string, EventDefinition>> = Readonly<Record<string, EventDefinition>>> =
  D;

/** The union of a catalogue's events, each with its own data. */
export type EventOf<C extends Readonly<Record<string, EventDefinition>>> = {
  [T in keyof C & string]: DomainEvent<T, TypeOf<C[T]['schema']> & object>;
}[keyof C & string];

export const event = <T extends object>(meaning: string, schema: Schema<T>): EventDefinition<T> => ({
  meaning,
  schema,
  personal: personalFieldsOf(schema.json),
});

/** A context exports its events as one catalogue; types, validation and documentation are derived from it. */
export const catalogue = <const D extends Readonly<Record<`${string}.v${number}`, EventDefinition>>>(
  definitions: D,
): D => definitions;
