import type { Position } from '#kernel';
import { GenerationBehind, GenerationExists, GenerationIsLive, NoSuchGeneration } from './errors.js';
import type { GenerationInfo } from './port.js';

/** Names a generation. */
export type GenerationKey = Pick<GenerationInfo, 'model' | 'number'>;

export const liveOf = (generations: readonly GenerationInfo[]): GenerationInfo | undefined =>
  generations.find(({ status }) => status === 'live');

export const noSuchGeneration = ({ model, number }: GenerationKey): NoSuchGeneration =>
  new NoSuchGeneration(`there is no generation ${number} of ${model}`);

export const noGenerationYet = (model: string): NoSuchGeneration =>
  new NoSuchGeneration(`there is no generation of ${model} yet`);

/** The first generation of a read model is live at once. @throws GenerationExists when one is building. */
export function nextGeneration(
  model: string,
  version: number,
  number: number,
  present: readonly GenerationInfo[],
): GenerationInfo {
  if (present.some(({ status }) => status === 'building')) {
    throw new GenerationExists(`a generation of ${model} is already being built`);
  }
  return { model, number, status: liveOf(present) === undefined ? 'live' : 'building', version };
}

/** @returns false when it is live already. @throws NoSuchGeneration when it is neither building nor live. */
export function needsSwap({ model, number }: GenerationKey, present: readonly GenerationInfo[]): boolean {
  const generation = present.find((each) => each.number === number);
  if (generation?.status === 'live') return false;
  if (generation?.status !== 'building') throw new NoSuchGeneration(`${model} has no building generation ${number}`);
  return true;
}

/** @throws GenerationBehind when a generation's checkpoint is behind the live one's. */
export async function checkLevel(
  { model, number }: GenerationKey,
  present: readonly GenerationInfo[],
  checkpointOf: (generation: GenerationInfo) => Promise<Position>,
): Promise<void> {
  const next = present.find((each) => each.number === number);
  const live = liveOf(present);
  if (next === undefined || live === undefined) return;
  // Both are followed meanwhile: read the other way round, one that is level all the time could seem to be behind.
  const wanted = await checkpointOf(live);
  const reached = await checkpointOf(next);
  if (reached >= wanted) return;
  throw new GenerationBehind(`generation ${number} of ${model} is at position ${reached}, the live one at ${wanted}`);
}

/** @throws GenerationIsLive */
export function checkNotLive({ model, number }: GenerationKey, present: readonly GenerationInfo[]): void {
  if (liveOf(present)?.number !== number) return;
  throw new GenerationIsLive(`generation ${number} of ${model} is live; another one must take its place first`);
}
