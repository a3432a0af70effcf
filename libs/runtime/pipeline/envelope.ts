import type { Actor, Instant, JsonObject, Position } from '#kernel';

export type ExpectedMatch = number | 'any';

/** What travels beside a command: who, under which id, and because of what. */
export interface CommandEnvelope {
  /** A UUID. The same command again, under the same id, gets the first answer. */
  readonly commandId: string;
  /** The command from outside that started the chain; itself for one that came from outside. */
  readonly correlationId: string;
  /** The event that led to the command; null for one from outside. */
  readonly causationId: string | null;
  readonly actor: Actor;
  /** What the caller reports about the time of the act. */
  readonly occurredAt: Instant | null;
  /** The revision that the caller has seen, or that he wants there to be one at all; anything else is an error. */
  readonly ifMatch?: ExpectedMatch;
  /** The instance's id was derived from this command's id, so there is no stream to read before the first attempt. */
  readonly creates?: boolean;
  /** A saga's command: a refusal is written into the stream, so that the command's id answers the same for ever. */
  readonly recordRefusal?: boolean;
}

export interface Accepted {
  readonly kind: 'accepted';
  readonly stream: string;
  /** Of the last event that the command wrote. */
  readonly revision: number;
  readonly position: Position;
  /** True when an earlier sending of the same command wrote it. */
  readonly repeated: boolean;
}

/** The command asked for what is already so; revision and position are those of the stream. */
export interface Unchanged {
  readonly kind: 'unchanged';
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

export interface Refused {
  readonly kind: 'refused';
  readonly code: string;
  readonly facts: JsonObject;
}

export type CommandResult = Accepted | Unchanged | Refused;
