import type { Actor } from './actor.js';
import type { Catalogue } from './catalogue.js';
import type { DomainEvent } from './event.js';
import type { Instant } from './instant.js';
import type { Json, JsonObject } from './json.js';

/** A rule that says no: a value with a stable code and the facts that explain it. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly facts: JsonObject;
}
/** The command asks for what is already so. */
export interface Nothing {
  readonly kind: 'nothing';
}
export interface Happened<E> {
  readonly kind: 'happened';
  readonly events: readonly E[];
}
export type Decision<E> = Happened<E> | Nothing | Refusal;

export const happened = <E>(...events: readonly E[]): Happened<E> => ({ kind: 'happened', events });
export const nothing = (): Nothing => ({ kind: 'nothing' });
export const refuse = (code: string, facts: JsonObject = {}): Refusal => ({ kind: 'refused', code, facts });

/** A refusal with one of these codes says "not yet" and is never final: who sent the command tries again later. */
export const isTooEarly = (code: string): boolean => code === 'too-early' || code.endsWith('-too-early');

/** Everything a decision may depend on besides state and command; all of it plain values and pure functions. */
export interface DecisionContext<Rules, Facts = undefined> {
  /** The server's clock, never before the stream's last `recordedAt`. */
  readonly now: Instant;
  readonly actor: Actor;
  readonly rules: Rules;
  /** What the handler took from other streams. What of it decides is written into the event. */
  readonly facts: Facts;
  /** SHA-256 of the value's canonical JSON, hexadecimal. */
  readonly digest: (value: Json) => string;
  /**
   * 32 hexadecimal characters that nobody can guess: what is personal enters a public hash only together with them. The same
   * command has the same, whoever decides it.
   */
  readonly salt: string;
}

export interface TypedCommand<Type extends string = string> {
  readonly type: Type;
}

/** One kind of stream: how its state is folded and how commands are decided. `State` holds what later decisions need, no more. */
export interface Decider<
  State,
  C extends TypedCommand,
  E extends DomainEvent<string, object>,
  Rules,
  Facts = undefined,
> {
  /** The stream's category: an instance's stream is `<category>-<id>`. */
  readonly category: string;
  /** Every event type that its streams may hold; what is appended is validated against it. */
  readonly events: Catalogue;
  readonly initialState: State;
  readonly decide: (state: State, command: C, context: DecisionContext<Rules, Facts>) => Decision<E>;
  readonly evolve: (state: State, event: E) => State;
  /**
   * The rule-set version that this instance is judged by; undefined before one is pinned. What belongs to an order is
   * judged by the order's, which its first command finds in the facts.
   */
  readonly pinnedRules?: (state: State, facts: Facts) => string | undefined;
  /** To whom the instance is not there: his `If-Match` finds nothing, as his commands do. */
  readonly isHiddenFrom?: (state: State, actor: Actor) => boolean;
}

/** The rule that decides one command. */
export type Rule<State, C extends TypedCommand, E, Context> = (
  state: State,
  command: C,
  context: Context,
) => Decision<E>;

/** One rule per command; the compiler asks for every one. */
export type RuleTable<State, C extends TypedCommand, E, Context> = {
  readonly [T in C['type']]: Rule<State, Extract<C, { readonly type: T }>, E, Context>;
};

/** What decides by a table, and the types of all the commands that it has a rule for. */
export type Decides<State, C extends TypedCommand, E, Context> = Rule<State, C, E, Context> & {
  readonly commands: readonly string[];
};

/** Decides each command by its own rule of the table. */
export function decideBy<State, C extends TypedCommand, E, Context>(
  table: RuleTable<State, C, E, Context>,
): Decides<State, C, E, Context> {
  const decide: Rule<State, C, E, Context> = (state, command, context) => {
    const type: C['type'] = command.type;
    const rule = table[type] as Rule<State, C, E, Context>; // the key is the command's own type
    return rule(state, command, context);
  };
  return Object.assign(decide, { commands: Object.keys(table) });
}
