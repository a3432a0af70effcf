import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dieEverywhere } from './points.js';
import { Stage } from './stage.js';

describe('the command pipeline, dead before and after each of its calls on a port', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.open()));
  afterAll(() => stage.close());

  it.each([
    ['determines once', () => stage.refund()],
    ['records a recovery once', () => stage.end()],
  ])(
    '%s, and answers whoever repeats his request with the first answer',
    async (_, story) => {
      const proof = await dieEverywhere('command-api', story());
      expect(proof).toMatchObject({ otherwise: [], missed: [] });
      expect(proof.undisturbed.answers).toMatchObject([{ stream: expect.any(String), revision: expect.any(Number) }]);
      expect(proof.points).toBeGreaterThan(24);
      process.stdout.write(`the command API died at ${proof.points} points\n`);
    },
    120_000,
  );
});
