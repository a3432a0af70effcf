import fc from 'fast-check';
import { onThrowAway } from '../../apps/cli/script/installation.js';
import type { Act } from './acts.js';
import { courses } from './courses.js';
import { Lives } from './lives.js';
import { scriptText } from './script-text.js';
import { ScriptWriter } from './script-writer.js';
import type { Tally } from './tally.js';

export interface CheckOptions {
  readonly seed: number;
  readonly runs: number;
  /** The most that happens in one course after the orders are agreed on. */
  readonly length: number;
  /** Courses that come first, and count among the runs; they are not shrunk. */
  readonly prepared?: readonly (readonly Act[])[];
}

export interface Checked {
  /** What was found, with a script; undefined when model and platform agree. */
  readonly failure: string | undefined;
  /** The smallest course that fails. */
  readonly smallest: readonly Act[];
  readonly tally: Tally;
}

/**
 * Lives through random courses in one installation, which is opened once, for that takes longer than a course. From the first
 * failure on each has an installation of its own, so that what the failure has left there does not count.
 */
export function checkModel({ seed, runs, length, prepared = [] }: CheckOptions): Promise<Checked> {
  return onThrowAway(async (shared) => {
    const lives = new Lives(shared);
    let failed = false;
    const property = fc.asyncProperty(courses(length), async (acts) => {
      const script = ScriptWriter.write(acts);
      try {
        await (failed ? onThrowAway((own) => new Lives(own).through(script)) : lives.through(script));
      } catch (error) {
        failed = true;
        throw error;
      }
    });
    const details = await fc.check(property, {
      seed,
      numRuns: runs,
      examples: prepared.map((acts) => [acts]),
      ignoreEqualValues: true,
    });
    const smallest = details.counterexample?.[0] ?? [];
    return { failure: details.failed ? scriptText(details) : undefined, smallest, tally: lives.tally };
  });
}
