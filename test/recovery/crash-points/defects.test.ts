import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asksUnderNewKeys, commitsCheckpointFirst, movesCheckpointFirst } from './defects.js';
import { dieEverywhere } from './points.js';
import { Stage } from './stage.js';

/** A proof that finds nothing would be worth nothing. */
describe('what dying everywhere finds', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.open()));
  afterAll(() => stage.close());

  const among =
    (method: string) =>
    (call: string): boolean =>
      call.includes(method);

  it('a saga runner that moves its checkpoint before it acts: nobody is refunded', async () => {
    const story = stage.refund(movesCheckpointFirst);
    const { otherwise } = await dieEverywhere('saga-runner', story, among('moveCheckpoint(saga-inputs)'));
    expect(otherwise.map(({ ended }) => String(ended))).toContainEqual(expect.stringContaining('is missing: paid'));
  }, 120_000);

  it('a saga runner that asks the bank under a new key when it begins anew: the buyer is paid twice', async () => {
    const story = stage.refund(asksUnderNewKeys);
    const { otherwise } = await dieEverywhere('saga-runner', story, among('payOut'));
    expect(otherwise.map(({ ended }) => String(ended))).toContainEqual(expect.stringContaining('is there: paid 1'));
  }, 120_000);

  it('a projector that moves its checkpoint before its documents are there: some are not', async () => {
    const story = stage.projection(commitsCheckpointFirst);
    const { otherwise } = await dieEverywhere('projector', story, among('(order-status).commit'));
    expect(otherwise.map(({ ended }) => String(ended))).toContainEqual(
      expect.stringContaining('is missing: order-status'),
    );
  }, 120_000);
});
