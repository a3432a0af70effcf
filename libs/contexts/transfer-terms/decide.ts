import { decideBy, fromData, happened, isEqual, nothing, refuse, type DecisionContext, type Rule } from '#kernel';
import type { RuleSet } from '#rules';
import type { SetTransferCalendar, SetTransferFee, TransferTermsCommand } from './commands.js';
import type { TransferTermsEvent } from './events.js';
import type { TransferTerms } from './state.js';

type Context = DecisionContext<RuleSet>;
type Decide<C extends TransferTermsCommand> = Rule<TransferTerms, C, TransferTermsEvent, Context>;

/** [seed] the fee varies by country, "check with your local bank": operators may add countries. */
const setFee: Decide<SetTransferFee> = ({ feeByCountry }, { country, fee }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-sets-transfer-terms');
  const before = feeByCountry[country];
  if (fee === null ? before === undefined : before !== undefined && isEqual(before, fromData(fee))) return nothing();
  if (fee !== null && fromData(fee).minor < 0n) return refuse('fee-negative', { fee });
  return happened({ type: 'transfer-terms.fee-set.v1', data: { country, fee } });
};

const setCalendar: Decide<SetTransferCalendar> = (terms, { calendar }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-sets-transfer-terms');
  if (terms.calendar === calendar) return nothing();
  return happened({ type: 'transfer-terms.calendar-set.v1', data: { calendar } });
};

export const decide = decideBy<TransferTerms, TransferTermsCommand, TransferTermsEvent, Context>({
  'set-transfer-fee': setFee,
  'set-transfer-calendar': setCalendar,
});
