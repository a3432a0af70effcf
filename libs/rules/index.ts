import type { RuleSet } from './rule-set.js';
import { tradeAssurance1 } from './trade-assurance-1.js';

export { netCovered, payable, type PayableFacts } from './payable.js';
export * from './calendars/index.js';
export * from './estimate.js';
export type * from './rule-set.js';

/** Every version that an order may be pinned to. A version that was ever used is never changed and never removed. */
export const ruleSets: readonly RuleSet[] = [tradeAssurance1];

/** What new orders are judged by. */
export const CURRENT: RuleSet['version'] = 'trade-assurance/1';

const byVersion = new Map<string, RuleSet>(ruleSets.map((rules) => [rules.version, rules]));

/** @throws RangeError for a version that this software does not have: it must not judge by another instead. */
export function rulesFor(version: string): RuleSet {
  const rules = byVersion.get(version);
  if (rules === undefined) throw new RangeError(`There is no rule set "${version}"`);
  return rules;
}
