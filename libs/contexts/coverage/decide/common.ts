import { refuse, type DecisionContext, type MoneyData, type Refusal, type Rule } from '#kernel';
import type { RuleSet } from '#rules';
import type { CoverageCommand } from '../commands.js';
import type { CoverageEvent } from '../events.js';
import type { Coverage, CoverageFacts, GrantedCoverage } from '../state.js';

export type Context = DecisionContext<RuleSet, CoverageFacts>;
export type Decide<C extends CoverageCommand> = Rule<Coverage, C, CoverageEvent, Context>;

/** A line has one currency, and so has every order that is covered out of it. */
export function otherCurrency({ limit }: GrantedCoverage, { currency }: MoneyData): Refusal | undefined {
  if (currency === limit.currency) return undefined;
  return refuse('currency-mismatch', { expected: limit.currency, stated: currency });
}
