import { describe, expect, it } from '@jest/globals';
import { position, type Position } from '#kernel';
import { GenerationBehind } from './errors.js';
import { checkLevel } from './generations.js';
import type { GenerationInfo } from './port.js';

const live: GenerationInfo = { model: 'orders', number: 1, status: 'live', version: 1 };
const next: GenerationInfo = { model: 'orders', number: 2, status: 'building', version: 1 };

describe('whether a generation is level with the live one', () => {
  it('is told by their checkpoints', async () => {
    const at = (reached: number) => (info: GenerationInfo) =>
      Promise.resolve(position(BigInt(info === live ? 5 : reached)));
    await expect(checkLevel(next, [live, next], at(4))).rejects.toThrow(GenerationBehind);
    await expect(checkLevel(next, [live, next], at(5))).resolves.toBeUndefined();
  });

  it('does not depend on what both take in while they are looked at', async () => {
    let both = 0n;
    const goesOn = (): Promise<Position> => Promise.resolve(position(both++));
    await expect(checkLevel(next, [live, next], goesOn)).resolves.toBeUndefined();
  });
});
