import type { DomainEvent } from './event.js';
import type { JsonObject } from './json.js';
import type { Schema } from './schema.js';

declare const forgotten: unique symbol;
declare const content: unique symbol;

/** In the place of a value whose data subject's key was destroyed. It cannot be brought back. */
export interface Forgotten {
  readonly forgotten: true;
  readonly [forgotten]?: never;
}
export const FORGOTTEN: Forgotten = Object.freeze({ forgotten: true });

/** A value about a person or an account, as a decision sees it: in the clear, for as long as its key is there. */
export type Personal<T> = T | Forgotten;

export const isForgotten = (value: unknown): value is Forgotten =>
  typeof value === 'object' && value !== null && 'forgotten' in value && value.forgotten === true;

/**
 * The same value as it is stored, in events and in documents: enciphered with the key of its data subject. Projections
 * and sagas pass it on as it is; it is opened where a decision is made, and where somebody who may see it is answered.
 */
// A type and no interface, so that it is JSON for the compiler, too.
export type SealedValue<T = unknown> = Readonly<{
  /** Nonce, ciphertext and tag, base64url. */
  sealed: string;
  /** The data subject: an organisation or a person, by id. */
  subject: string;
  /** Which of the subject's keys it was sealed with; another one after the first was destroyed. */
  key: string;
  /** For the compiler only: what it is once it is opened. */
  [content]?: T;
}>;

export const isSealed = (value: unknown): value is SealedValue =>
  typeof value === 'object' &&
  value !== null &&
  'sealed' in value &&
  typeof value.sealed === 'string' &&
  'subject' in value &&
  typeof value.subject === 'string' &&
  'key' in value &&
  typeof value.key === 'string';

/** Data as it is stored: what is personal is sealed. */
export type AsStored<T> = [Forgotten] extends [T]
  ? SealedValue<Exclude<T, Forgotten | null | undefined>> | Extract<T, null | undefined>
  : T extends string | number | boolean | bigint | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly AsStored<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: AsStored<T[K]> }
        : T;

/** Each event of a union as those see it who read it without its keys. */
export type StoredForm<E extends DomainEvent<string, object>> =
  E extends DomainEvent<infer Type, infer Data> ? DomainEvent<Type, AsStored<Data> & object> : never;

/**
 * Declares a field to be about a person or his account.
 *
 * @param subject the field of the event's data, at its top, that names whom it is about; with his key it is sealed, and is
 *   forgotten when that is destroyed. `{by}` stands for the field that the field `by` names: a side, whose words they are.
 */
export const personal = <T>(of: Schema<T>, subject: string): Schema<Personal<T>> => ({
  json: { ...of.json, personal: subject },
});

/** A personal field of an event: where it stands, and which field names its data subject. */
export interface PersonalField {
  /** Names of members from the top of the data; `*` stands for every item of a list. */
  readonly path: readonly string[];
  readonly subject: string;
}

/** The data subject of a personal field, by id. @throws TypeError when the data names nobody */
export function subjectOf(data: JsonObject, { path, subject }: PersonalField): string {
  const indirect = /^\{(.+)\}$/.exec(subject)?.[1];
  const field = indirect === undefined ? subject : data[indirect];
  const id = typeof field === 'string' ? data[field] : undefined;
  if (typeof id === 'string' && id !== '') return id;
  throw new TypeError(`${path.join('.')} is about "${subject}", which names nobody`);
}

/** What a schema declares as personal. A personal field is sealed as a whole, so nothing within it is listed. */
export function personalFieldsOf(json: JsonObject, path: readonly string[] = []): readonly PersonalField[] {
  const { personal: subject, properties, items, anyOf } = json as SchemaParts;
  if (subject !== undefined) return [{ path, subject }];
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, member]) => personalFieldsOf(member, [...path, name])),
    ...(items === undefined ? [] : personalFieldsOf(items, [...path, '*'])),
    ...(anyOf ?? []).flatMap((choice) => personalFieldsOf(choice, path)),
  ];
}

/** What of a JSON Schema `schema.ts` writes, as far as it leads to fields. */
interface SchemaParts {
  readonly personal?: string;
  readonly properties?: Readonly<Record<string, JsonObject>>;
  readonly items?: JsonObject;
  readonly anyOf?: readonly JsonObject[];
}
