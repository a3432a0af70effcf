import { describe, expect, it } from '@jest/globals';
import { checkModel } from './check.js';

/**
 * Random courses of events by several parties, against a model of money and cover that has nothing of the software in it.
 * MODEL_RUNS says how many courses, MODEL_SEED which, MODEL_LENGTH how much happens in each at most; MODEL_TALLY=1 tells what was
 * accepted and what refused. A failure prints the seed, and the smallest script that leads to it, for `ta run-script`.
 */
const setting = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const seed = setting('MODEL_SEED', Math.trunc(Math.random() * 2 ** 31));
const runs = setting('MODEL_RUNS', 8);
const length = setting('MODEL_LENGTH', 14);

describe('the whole platform', () => {
  it(`agrees with the model on every figure and keeps all six invariants: MODEL_SEED=${seed}`, async () => {
    const { failure, tally } = await checkModel({ seed, runs, length });
    if (process.env['MODEL_TALLY'] !== undefined)
      for (const [act, { accepted, refused }] of tally)
        process.stderr.write(`${act}: ${accepted} accepted, refused ${JSON.stringify(Object.fromEntries(refused))}\n`);
    if (failure !== undefined) throw new Error(failure);
    for (const act of ['confirmations', 'payments', 'advances']) expect(tally.get(act)?.accepted).toBeGreaterThan(0);
  }, 3_600_000);
});
