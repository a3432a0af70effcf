import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dieEverywhere } from './points.js';
import { Stage } from './stage.js';

describe('the projection runner, dead before and after each of its calls on a port', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.open()));
  afterAll(() => stage.close());

  it('makes the same documents', async () => {
    const proof = await dieEverywhere('projector', stage.projection());
    expect(proof).toMatchObject({ otherwise: [], missed: [] });
    expect(proof.points).toBeGreaterThan(200);
    process.stdout.write(`the projector died at ${proof.points} points\n`);
  }, 300_000);
});
