import { expect } from '@jest/globals';
import type { Decider, Decides, Decision, DomainEvent, JsonObject, TypedCommand } from '#kernel';
import { foldOf } from './decider.js';

/** What a rule must answer in one situation. */
export type Answer<E> = Decision<E>;

/** One answer per command and situation: the compiler asks for every pair. */
export type Matrix<Command extends string, Situation extends string, E> = Readonly<
  Record<Command, Readonly<Record<Situation, Answer<E>>>>
>;

export interface Pair<Command extends string, Situation extends string, E> {
  readonly command: Command;
  readonly situation: Situation;
  readonly answer: Answer<E>;
}

/** Every pair of a matrix, for `it.each`. */
export const pairsOf = <Command extends string, Situation extends string, E>(
  matrix: Matrix<Command, Situation, E>,
): readonly Pair<Command, Situation, E>[] =>
  (Object.keys(matrix) as Command[]).flatMap((command) =>
    (Object.keys(matrix[command]) as Situation[]).map((situation) => ({
      command,
      situation,
      answer: matrix[command][situation],
    })),
  );

type PhaseOf<State> = State extends { readonly phase: infer Phase extends string } ? Phase : never;

/**
 * That a matrix leaves no pair out: it has every command for which there is a rule, in every situation, and a situation in every
 * phase that the state can be in.
 *
 * @param phases the compiler asks for all that the type of the state names.
 */
export function expectEveryPair<
  State,
  C extends TypedCommand,
  E extends DomainEvent<string, object>,
  Rules,
  Facts,
  Situation extends string,
>(
  decider: Decider<State, C, E, Rules, Facts>,
  matrix: Matrix<C['type'], Situation, E>,
  histories: Readonly<Record<Situation, readonly E[]>>,
  phases: Readonly<Record<PhaseOf<State>, true>>,
): void {
  const { commands } = decider.decide as Decides<State, C, E, unknown>; // all deciders decide by a table
  const situations = Object.keys(histories) as Situation[];
  expect(Object.keys(matrix).sort()).toStrictEqual([...commands].sort());
  expect(pairsOf(matrix)).toHaveLength(commands.length * situations.length);
  const reached = situations.map((each) => foldOf(decider, decider.initialState, histories[each]));
  const seen = reached.flatMap((state) => (hasPhase(state) ? [state.phase] : []));
  expect([...new Set(seen)].sort()).toStrictEqual(Object.keys(phases).sort());
}

const hasPhase = (state: unknown): state is { readonly phase: string } =>
  typeof state === 'object' && state !== null && 'phase' in state;

/** The same answer in several situations. */
export const inAll = <Situation extends string, A>(situations: readonly Situation[], answer: A): Record<Situation, A> =>
  Object.fromEntries(situations.map((situation) => [situation, answer])) as Record<Situation, A>; // the keys are the situations

export const no = (code: string, facts: JsonObject = {}): Decision<never> => ({ kind: 'refused', code, facts });
export const same: Decision<never> = { kind: 'nothing' };
export const yes = <E>(...events: readonly E[]): Decision<E> => ({ kind: 'happened', events });
