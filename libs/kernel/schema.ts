import type { Instant, LocalDate } from './instant.js';
import type { JsonObject } from './json.js';
import type { MoneyData } from './money.js';

declare const phantom: unique symbol;

/** A JSON Schema and, for the compiler only, the TypeScript type that it describes: one definition for both. */
export interface Schema<T> {
  readonly json: JsonObject;
  readonly [phantom]?: T;
}
export interface OptionalSchema<T> extends Schema<T> {
  readonly optional: true;
}
export type TypeOf<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends OptionalSchema<unknown> ? K : never }[keyof F];
type RecordOf<F extends Fields> = Simplify<
  { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: TypeOf<F[K]> } & {
    readonly [K in OptionalKeys<F>]?: TypeOf<F[K]>;
  }
>;
type Simplify<T> = { [K in keyof T]: T[K] };

export const text = (limits: { minLength?: number; maxLength?: number; pattern?: string } = {}): Schema<string> => ({
  json: { type: 'string', ...limits },
});
export const integer = (limits: { minimum?: number; maximum?: number } = {}): Schema<number> => ({
  json: { type: 'integer', ...limits },
});
export const flag = (): Schema<boolean> => ({ json: { type: 'boolean' } });
export const oneOf = <const V extends readonly string[]>(...values: V): Schema<V[number]> => ({
  json: { type: 'string', enum: values },
});
export const list = <T>(of: Schema<T>, limits: { minItems?: number } = {}): Schema<readonly T[]> => ({
  json: { type: 'array', items: of.json, ...limits },
});
export const nullable = <T>(of: Schema<T>): Schema<T | null> => ({ json: { anyOf: [of.json, { type: 'null' }] } });
export const optional = <T>(of: Schema<T>): OptionalSchema<T> => ({ json: of.json, optional: true });
/** Any JSON object: for what another context or an outside system defines. */
export const anyObject = (): Schema<JsonObject> => ({ json: { type: 'object' } });

/** Text of one form that has a type of its own: an id, an instant. The pattern is what makes the brand true. */
export const branded = <T extends string>(pattern: string): Schema<T> => ({ json: { type: 'string', pattern } });

export const instantSchema = branded<Instant>('^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$');
export const dateSchema = branded<LocalDate>('^\\d{4}-\\d{2}-\\d{2}$');
export const sha256Schema = text({ pattern: '^[0-9a-f]{64}$' });
/** An exact decimal number as `parseDecimal` reads it. */
export const decimalSchema = text({ pattern: '^-?\\d+(\\.\\d+)?$' });

export function record<F extends Fields>(fields: F): Schema<RecordOf<F>> {
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, schema.json])),
      required: Object.keys(fields).filter((name) => !('optional' in (fields[name] ?? {}))),
      additionalProperties: false,
    },
  };
}

/** Integer minor units as a string, and the ISO 4217 code. One amount has one form, for forms are hashed. */
export const moneySchema: Schema<MoneyData> = record({
  minor: text({ pattern: '^(0|-?[1-9]\\d*)$' }),
  currency: text({ pattern: '^[A-Z]{3}$' }),
});
