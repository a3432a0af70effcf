import type { TypedCommand } from './decision.js';
import type { DomainEvent, RecordedEvent, RecordedOf } from './event.js';
import type { Instant } from './instant.js';
import type { JsonObject } from './json.js';
import type { StoredForm } from './personal.js';

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
export type SagaInput =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
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

/** A saga in terms of the events it hears and the commands it sends: one reaction for each, and the compiler asks for all. */
export interface SagaDeclaration<
  State extends JsonObject,
  Heard extends DomainEvent<string, object>,
  Sent extends TypedCommand,
> {
  readonly name: string;
  readonly initialState: State;
  readonly key: (event: RecordedOf<StoredForm<Heard>>) => string | null;
  readonly events: {
    readonly [T in Heard['type']]: (
      state: State,
      event: RecordedEvent<StoredForm<Extract<Heard, { readonly type: T }>>>,
    ) => Reaction<State>;
  };
  readonly outcomes: Readonly<
    Record<Sent['type'], (state: State, outcome: CommandOutcome, command: SagaCommand) => Reaction<State>>
  >;
  readonly deadlinePassed: (state: State, deadline: { name: string; dueAt: Instant }) => Reaction<State>;
}

/** @throws TypeError from `react` on an input that was not declared: it is parked, not lost. */
export function saga<State extends JsonObject, Heard extends DomainEvent<string, object>, Sent extends TypedCommand>(
  declaration: SagaDeclaration<State, Heard, Sent>,
): Saga<State> {
  const { name, initialState, key, deadlinePassed } = declaration;
  // Event and command are found by their own types, which name what the reaction takes.
  const events = declaration.events as unknown as Table<[State, RecordedEvent], State>;
  const outcomes = declaration.outcomes as unknown as Table<[State, CommandOutcome, SagaCommand], State>;
  return {
    name,
    initialState,
    types: Object.keys(events),
    key: key as unknown as Saga['key'], // called with events of `types` only
    react: (state, input) => {
      switch (input.kind) {
        case 'event':
          return declared(events, input.event.type)(state, input.event);
        case 'outcome':
          return declared(outcomes, input.command.type)(state, input.outcome, input.command);
        case 'deadline-passed':
          return deadlinePassed(state, input);
      }
    },
  };
}

type Table<Inputs extends readonly unknown[], State extends JsonObject> = Readonly<
  Record<string, (...inputs: Inputs) => Reaction<State>>
>;

function declared<Inputs extends readonly unknown[], State extends JsonObject>(
  table: Table<Inputs, State>,
  type: string,
): (...inputs: Inputs) => Reaction<State> {
  const reaction = table[type];
  if (reaction === undefined) throw new TypeError(`The saga has no reaction to ${type}`);
  return reaction;
}
