import type { Actor } from './actor.js';
import type { Instant } from './instant.js';
import type { JsonObject } from './json.js';

declare const positionBrand: unique symbol;

/** Where an event stands in the order of all events of one store. Compare with `<`; never compute one. */
export type Position = bigint & { readonly [positionBrand]: true };

/** Below every event: where a reader that has seen nothing stands. */
export const START = -1n as Position;

export const position = (value: bigint): Position => value as Position;

/** @throws RangeError when `text` was not made by `String(position)`. */
export function parsePosition(text: string): Position {
  if (!/^(-1|\d{1,19})$/.test(text)) throw new RangeError(`"${text}" is not a position`);
  return BigInt(text) as Position;
}

/** What happened, as a context says it: a versioned type in the past tense, and plain data. */
export interface DomainEvent<Type extends string = string, Data extends object = JsonObject> {
  readonly type: Type;
  readonly data: Data;
}

/** What is recorded beside the data of every event. */
export interface EventMetadata {
  readonly actor: Actor;
  /** The event or command that led to this one; null for a command from outside. */
  readonly causationId: string | null;
  /** Keyed digest of the command's content: the same id with another content is found by it. */
  readonly commandDigest: string;
  readonly commandId: string;
  /** The command from outside that started the whole chain. */
  readonly correlationId: string;
  /** What the caller reports; it never decides a deadline. */
  readonly occurredAt: Instant | null;
  /** Hash of the event before this one in the same stream; null for the first. */
  readonly previousHash: string | null;
  /** The server's clock; deadlines are judged by it. */
  readonly recordedAt: Instant;
  /** The rule set that the decision was judged by, such as `trade-assurance/1`. */
  readonly ruleSet: string;
}

/** An event as it was read from the store. */
export interface RecordedEvent<E extends DomainEvent<string, object> = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  /** 0 for the first event of a stream. */
  readonly revision: number;
  readonly position: Position;
  readonly type: E['type'];
  readonly data: E['data'];
  readonly metadata: EventMetadata;
}

/** The union of recorded events, one per member of `E`, so that a `switch` over `type` knows the data. */
export type RecordedOf<E extends DomainEvent<string, object>> = E extends unknown ? RecordedEvent<E> : never;
