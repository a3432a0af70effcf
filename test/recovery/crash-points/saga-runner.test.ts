import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sagas } from '#sagas';
import { dieEverywhere, type Proof } from './points.js';
import { Stage } from './stage.js';

/** The deadlines of each saga are looked at as soon as the process is there, and again for as long as it runs. */
const LOOK = /^readStore\.live\(deadlines\).* (\d+)$/;
const matters = (call: string): boolean => Number(LOOK.exec(call)?.[1] ?? 0) <= sagas.length;

/** What has become of the refund, in its stream and at the bank. */
const refunds = ({ undisturbed: { streams, paid } }: Proof) => ({
  streams: Object.keys(streams).filter((stream) => stream.startsWith('refund-')).length,
  paid: paid.length,
});

describe('the saga runner, dead before and after each of its calls on a port', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.open()));
  afterAll(() => stage.close());

  it('refunds once, and turns to the supplier', async () => {
    const proof = await dieEverywhere('saga-runner', stage.refund(), matters);
    expect(proof).toMatchObject({ otherwise: [], missed: [] });
    expect(refunds(proof)).toEqual({ streams: 1, paid: 1 });
    expect(proof.undisturbed.faults).toEqual([]);
    expect(proof.points).toBeGreaterThan(160);
    process.stdout.write(`the saga runner died at ${proof.points} points\n`);
  }, 300_000);

  it('ends the dispute', async () => {
    const proof = await dieEverywhere('saga-runner', stage.end(), matters);
    expect(proof).toMatchObject({ otherwise: [], missed: [] });
    expect(refunds(proof)).toEqual({ streams: 1, paid: 0 });
    expect(proof.undisturbed.faults).toEqual([]);
    expect(proof.points).toBeGreaterThan(80);
    process.stdout.write(`the saga runner died at ${proof.points} points\n`);
  }, 300_000);
});
