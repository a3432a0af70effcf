import { DURATION_PATTERN } from '#clock';
import {
  anyObject,
  flag,
  integer,
  list,
  oneOf,
  optional,
  record,
  text,
  type JsonObject,
  type Schema,
  type TypeOf,
} from '#kernel';
import { TOKEN_ROLES } from '#platform/auth';

/** What a script file must be; `docs/scripts.md` explains it to people. */
export const SCRIPT_FORMAT = 'trade-assurance-script/1';

const caller = text({ pattern: `^(${TOKEN_ROLES.join('|')})@[a-z0-9{}][A-Za-z0-9{}-]{0,62}$` });
const path = text({ pattern: '^/v1/\\S+$' });
const name = '^[a-z][A-Za-z0-9]*$';
/** Name by name, where in the answer its value stands: `id`, `contract.hash`, `offers.0.number`. */
const bindings: Schema<Readonly<Record<string, string>>> = {
  json: { type: 'object', propertyNames: { pattern: name }, additionalProperties: { type: 'string', minLength: 1 } },
};
const expectation = record({
  status: optional(integer({ minimum: 100, maximum: 599 })),
  /** Of a refusal. */
  code: optional(text({ minLength: 1 })),
  /** What the answer must hold; it may hold more. */
  body: optional(anyObject()),
});

const always = { note: optional(text()) };
const answered = {
  ...always,
  bind: optional(bindings),
  /** Default: any success. */
  expect: optional(expectation),
  /** A refusal is as good as a success, and what needs a name that was not bound is left out. */
  mayBeRefused: optional(flag()),
};

/** Somebody writes. The same `key` again is the same command; without one the step's own place is its key. */
export const actSchema = record({
  as: caller,
  post: path,
  body: optional(anyObject()),
  key: optional(text({ minLength: 1, maxLength: 200 })),
  ...answered,
});
/** Somebody reads. */
export const lookSchema = record({ as: caller, get: path, ...answered });
/** Somebody stores a document, of plain text. */
export const uploadSchema = record({
  as: caller,
  upload: path,
  file: text({ minLength: 1, maxLength: 200 }),
  text: text({ minLength: 1 }),
  key: optional(text({ minLength: 1, maxLength: 200 })),
  ...answered,
});
/** The payment provider calls back; the runner signs. The same `eventId` again is a repeat. */
export const callbackSchema = record({ callback: anyObject(), ...answered });
/** The clock is moved on. */
export const advanceSchema = record({ advance: text({ pattern: DURATION_PATTERN.source }), ...always });
/** The clock is set. */
export const clockSchema = record({
  clock: text({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$' }),
  ...always,
});

export const PROVIDER_MOODS = ['pays', 'takes', 'fails', 'fails-for-good', 'refuses'] as const;
/**
 * What the payment provider of a throw-away installation does from now on when it is asked to pay somebody: it pays at once;
 * takes the order, and callbacks tell the rest; fails, and may be asked again; fails for good; does not take the order.
 */
export const providerSchema = record({ provider: oneOf(...PROVIDER_MOODS), ...always });

/** By the field that only they have: the steps that are sent as one request. */
export const REQUESTS = { post: actSchema, get: lookSchema, upload: uploadSchema, callback: callbackSchema } as const;
export const MOVES = { advance: advanceSchema, clock: clockSchema, provider: providerSchema } as const;

export type Act = TypeOf<typeof actSchema>;
export type Look = TypeOf<typeof lookSchema>;
export type Upload = TypeOf<typeof uploadSchema>;
export type Callback = TypeOf<typeof callbackSchema>;
export type RequestStep = Act | Look | Upload | Callback;
export type ProviderMood = (typeof PROVIDER_MOODS)[number];
export type MoveStep = TypeOf<typeof advanceSchema> | TypeOf<typeof clockSchema> | TypeOf<typeof providerSchema>;
/** All are sent at once; what follows waits for all of them. */
export interface Together {
  readonly together: readonly RequestStep[];
  readonly note?: string;
}
export type Step = RequestStep | MoveStep | Together;

const anyOf = <T>(schemas: Readonly<Record<string, Schema<unknown>>>): Schema<T> => ({
  json: { anyOf: Object.values(schemas).map(({ json }) => json) },
});
export const togetherSchema: Schema<Together> = record({
  together: list(anyOf<RequestStep>(REQUESTS), { minItems: 2 }),
  ...always,
});

/** The head of a script; its steps are looked at one by one, so that what is wrong can be named. */
export const headSchema = record({
  format: oneOf(SCRIPT_FORMAT),
  title: optional(text()),
  steps: list(anyObject(), { minItems: 1 }),
});

export interface Script {
  readonly format: typeof SCRIPT_FORMAT;
  readonly title?: string;
  readonly steps: readonly Step[];
}

/** The whole format as one JSON Schema, for editors and other programs. */
export const scriptSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A script for ta run-script',
  ...record({
    format: oneOf(SCRIPT_FORMAT),
    title: optional(text()),
    steps: list(anyOf<Step>({ ...REQUESTS, ...MOVES, together: togetherSchema }), { minItems: 1 }),
  }).json,
};
