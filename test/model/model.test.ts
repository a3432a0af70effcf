import { describe, expect, it } from '@jest/globals';
import { checkModel } from './check.js';
import { PREPARED } from './stories.js';
import { textOf } from './tally.js';

/**
 * Random courses of events by several parties, against a model of money and cover that has nothing of the software in it.
 * MODEL_RUNS says how many courses, MODEL_SEED which, MODEL_LENGTH how much happens in each at most; MODEL_TALLY=1 tells what was
 * accepted and what refused. A failure prints the seed, and the smallest script that leads to it, for `ta run-script`.
 */
const setting = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const seed = setting('MODEL_SEED', Math.trunc(Math.random() * 2 ** 31));
const runs = setting('MODEL_RUNS', 8);
const length = setting('MODEL_LENGTH', 14);

/** The prepared courses reach each of them. What never happened was not compared. */
const SEEN_IN_EVERY_RUN = [
  ...['orders/confirmations', 'orders/payments', 'orders/cover-acknowledgements', 'payments/reversals'],
  ...['disputes/determinations', 'disputes/acceptances', 'disputes/appeals', 'disputes/appeal-decisions'],
  ...['refunds/manual-payments', 'recourse/recoveries', 'orders/cancellation-proposals/acceptances'],
  ...['(a refund)', '(nothing to refund)', '(a return)', '(a reversal)', '(cover restored)', '(cover released)'],
];

describe('the whole platform', () => {
  it(`agrees with the model on every figure and keeps all six invariants: MODEL_SEED=${seed}`, async () => {
    const { failure, tally } = await checkModel({ seed, runs, length, prepared: PREPARED });
    if (process.env['MODEL_TALLY'] !== undefined) process.stderr.write(`${textOf(tally)}\n`);
    if (failure !== undefined) throw new Error(failure);
    const vacuous = SEEN_IN_EVERY_RUN.filter((what) => (tally.get(what)?.accepted ?? 0) === 0);
    expect(vacuous).toEqual([]);
  }, 3_600_000);
});
