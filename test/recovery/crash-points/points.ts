import { isDeepStrictEqual } from 'node:util';
import type { Death } from './installation.js';
import type { CrashPoint } from './life.js';
import type { Role } from './process.js';
import type { Lived, Run } from './run.js';

/** Lives through the same story, from the same beginning, with the death that is to happen in it. */
export type Story = (death?: Death) => Promise<Run>;

export interface Proof {
  /** How it ends when nobody dies. */
  readonly undisturbed: Lived;
  /** How many points there were to die at. */
  readonly points: number;
  /** Where it ended otherwise, or came to no end; and how. */
  readonly otherwise: readonly (Death & { readonly ended: readonly string[] | Error })[];
  /** Where nobody came by, however often it was tried. */
  readonly missed: readonly Death[];
}

/** How the calls of a run follow each other depends a little on what the machine has to do meanwhile. */
const TRIES = 5;

/**
 * Lets the process of one role die before and after each of its calls. Which calls there are is found by counting those of two runs
 * in which nobody dies: what only one of them has, such as one more look at the clock, is there because it was slower.
 *
 * @param matters leaves out calls that come with the time that a run takes.
 */
export async function dieEverywhere(role: Role, story: Story, matters = (_call: string) => true): Promise<Proof> {
  const [first, second] = [await story(), await story()];
  const undisturbed = first.lived;
  const differs = differencesOf(undisturbed, second.lived);
  if (differs !== undefined) throw new Error(`without a death it ends now so, now so: ${differs.join('\n')}`);
  const inBoth = new Set(second.pointsOf(role).map(nameOf));
  const points = first.pointsOf(role).filter((point) => inBoth.has(nameOf(point)) && matters(point.call));
  const otherwise: (Death & { ended: readonly string[] | Error })[] = [];
  const missed: Death[] = [];
  for (const point of points) {
    const death = { role, ...point };
    const run = await lethal(story, death);
    if (run === undefined) missed.push(death);
    const ended = run === undefined || run instanceof Error ? run : differencesOf(undisturbed, run.lived);
    if (ended !== undefined) otherwise.push({ ...death, ended });
  }
  return { undisturbed, points: points.length, otherwise, missed };
}

const nameOf = ({ call, edge }: CrashPoint): string => `${edge} ${call}`;

/** A run in which it has happened. */
async function lethal(story: Story, death: Death): Promise<Run | Error | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const run = await story(death).catch((error: unknown) => error as Error); // nothing else is thrown
    if (run instanceof Error || run.died) return run;
  }
  return undefined;
}

/** What is there that should not be, and the other way round; undefined when nothing is. */
function differencesOf(expected: Lived, lived: Lived): readonly string[] | undefined {
  if (isDeepStrictEqual(expected, lived)) return undefined;
  const [wanted, found] = [linesOf(expected), linesOf(lived)];
  return [
    ...[...wanted].filter((line) => !found.has(line)).map((line) => `is missing: ${line}`),
    ...[...found].filter((line) => !wanted.has(line)).map((line) => `is there: ${line}`),
  ];
}

const linesOf = ({ streams, documents, answers, faults, paid }: Lived): ReadonlySet<string> => {
  const parts = { ...streams, ...documents, answers, faults, paid };
  return new Set(
    Object.entries(parts).flatMap(([part, items]) => items.map((item, n) => `${part} ${n}: ${JSON.stringify(item)}`)),
  );
};
