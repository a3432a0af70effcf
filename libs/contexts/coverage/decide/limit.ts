import { fromData, happened, isEqual, isPlatform, nothing, refuse, toData } from '#kernel';
import type { ChangeLimit, GrantLimit } from '../commands.js';
import { newCoverage, standingOf, withLimit } from '../state.js';
import { otherCurrency, type Decide } from './common.js';

/** The platform, not the supplier, sets the limit [seed: "designated by"]. */
export const grantLimit: Decide<GrantLimit> = (coverage, { supplierId, limit }, { actor }) => {
  if (!isPlatform(actor) && actor.role !== 'operator') return refuse('only-an-operator-grants-a-limit');
  const asked = fromData(limit);
  if (coverage.phase === 'granted')
    return isEqual(coverage.limit, asked)
      ? nothing()
      : refuse('limit-already-granted', { limit: toData(coverage.limit) });
  if (asked.minor < 0n) return refuse('limit-negative', { limit });
  const standing = standingOf(newCoverage(supplierId, asked));
  return happened({ type: 'coverage.limit-granted.v1', data: { supplierId, ...standing } });
};

/** Cut below what is reserved, it leaves the reservations standing and nothing remaining. */
export const changeLimit: Decide<ChangeLimit> = (coverage, { supplierId, limit }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-changes-a-limit');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const asked = fromData(limit);
  if (isEqual(coverage.limit, asked)) return nothing();
  if (asked.minor < 0n) return refuse('limit-negative', { limit });
  const mismatch = otherCurrency(coverage, limit);
  if (mismatch !== undefined) return mismatch;
  const standing = standingOf(withLimit(coverage, asked));
  return happened({
    type: 'coverage.limit-changed.v1',
    data: { supplierId, previous: toData(coverage.limit), ...standing },
  });
};
