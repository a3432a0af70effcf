import type { TypedCommand } from './decision.js';
import type { DomainEvent, RecordedEvent, RecordedOf } from './event.js';
import type { Instant } from './instant.js';
import type { JsonObject } from './json.js';

/** A command that a saga wants sent. Its id is derived by the runner from the instance, the input and the place in the list. */
export interface SagaCommand {
  readonly type: string;
  /** The id of the aggregate instance that decides it. */
  readonly target: string;
  readonly payload: JsonObject;
}

/** What became of a command: the first outcome recorded per command stands for ever. */
export type CommandOutcome =
  | { readonly kind: 'accepted'; readonly stream: string; readonly revision: number; readonly position: string }
  | { readonly kind: 'refused'; readonly code: string; readonly facts: JsonObject };

/** What a saga can be told. */
export type SagaInput<E = RecordedEvent> =
  | { readonly kind: 'event'; readonly event: E }
  | { readonly kind: 'outcome'; readonly command: SagaCommand; readonly outcome: CommandOutcome }
  | { readonly kind: 'deadline-passed'; readonly name: string; readonly dueAt: Instant };

export type DeadlineOrder =
  | { readonly kind: 'schedule'; readonly name: string; readonly dueAt: Instant }
  | { readonly kind: 'cancel'; readonly name: string };

/** What a saga makes of an input; recorded whole, with its reason, before anything is sent. */
export interface Reaction<State extends JsonObject = JsonObject> {
  readonly state: State;
  /** One sentence for the person who reads the saga's stream. */
  readonly reason: string;
  readonly commands: readonly SagaCommand[];
  readonly deadlines: readonly DeadlineOrder[];
}

/** A process manager: the same shape as a decider, with events as inputs and commands as outputs. Pure. */
export interface Saga<State extends JsonObject = JsonObject> {
  /** An instance's stream is `saga-<name>-<key>`. */
  readonly name: string;
  readonly initialState: State;
  /** The event types it listens to. */
  readonly types: readonly string[];
  /** The instance that the event belongs to, from the event alone; null when it concerns none. */
  readonly key: (event: RecordedEvent) => string | null;
  react(state: State, input: SagaInput): Reaction<State>;
}

export const remain = <State extends JsonObject>(state: State, reason: string): Reaction<State> => ({
  state,
  reason,
  commands: [],
  deadlines: [],
});

export const send = <State extends JsonObject>(
  state: State,
  reason: string,
  ...commands: readonly SagaCommand[]
): Reaction<State> => ({ state, reason, commands, deadlines: [] });

/** A command on its way to the instance that decides it; the runner sends `{ type, ...payload }`. */
export function to(target: string, command: TypedCommand & JsonObject): SagaCommand {
  const { type, ...payload } = command;
  return { type, target, payload };
}

/** Declares a saga that knows the events it listens to by their types. */
export const saga = <State extends JsonObject, E extends DomainEvent<string, object>>(
  declaration: SagaDeclaration<State, E>,
): Saga<State> => declaration as unknown as Saga<State>; // the runner hands over only events of `types`

interface SagaDeclaration<State extends JsonObject, E extends DomainEvent<string, object>> {
  readonly name: string;
  readonly initialState: State;
  readonly types: readonly E['type'][];
  readonly key: (event: RecordedOf<E>) => string | null;
  readonly react: (state: State, input: SagaInput<RecordedOf<E>>) => Reaction<State>;
}
