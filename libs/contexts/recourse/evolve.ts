import { fromData, isPositive, subtract } from '#kernel';
import type { RecourseEvent } from './events.js';
import type { Recourse } from './state.js';

/** Every event says how the claim stands after it. */
export const evolve = (_: Recourse, { type, data }: RecourseEvent): Recourse => {
  const { recourseId: id, orderId, buyer, supplier, against } = data;
  const claimed = fromData(data.claimed);
  const recovered = fromData(data.recovered);
  const outstanding = fromData(data.outstanding);
  const writtenOff = subtract(subtract(claimed, recovered), outstanding);
  const claim = { id, orderId, buyer, supplier, against, claimed, recovered, writtenOff };
  if (isPositive(outstanding)) return { ...claim, phase: 'claimed' };
  return { ...claim, phase: type === 'recourse.written-off.v1' ? 'written-off' : 'recovered' };
};
