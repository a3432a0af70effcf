import type { Decision, JsonObject } from '#kernel';

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

/** The same answer in several situations. */
export const inAll = <Situation extends string, A>(situations: readonly Situation[], answer: A): Record<Situation, A> =>
  Object.fromEntries(situations.map((situation) => [situation, answer])) as Record<Situation, A>; // the keys are the situations

export const no = (code: string, facts: JsonObject = {}): Decision<never> => ({ kind: 'refused', code, facts });
export const same: Decision<never> = { kind: 'nothing' };
export const yes = <E>(...events: readonly E[]): Decision<E> => ({ kind: 'happened', events });
