import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { OrderCommand } from './commands.js';
import { decide } from './decide.js';
import { isHiddenFrom } from './decide/common.js';
import { orderingEvents, type OrderEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Order, OrderFacts } from './state.js';

export { contractTotal, lineAmount } from './arithmetic.js';
export type * from './commands.js';
export {
  contractSchema,
  type AgreedContract,
  type Consignee,
  type Contract,
  type ContractLine,
  type Origin,
  type RecordedOrigin,
} from './contract.js';
export { agreedContract, contractHashOf } from './contract-hash.js';
export { orderingEvents, type OrderEvent } from './events.js';
export type { Timetable } from './timetable-schema.js';
export type { ContractFacts, Order, OrderFacts, OriginFacts, QuotedContract, SupplierTerms } from './state.js';
export { paymentToRefund } from './refund-view.js';
export { owedFor, type Owed } from './owed.js';
export { disputableOrder, payableOrder, shippableOrder, type DisputableOrder } from './views.js';

/** One order from the draft to the receipt. Streams `order-<id>`. */
export const ordering: Decider<Order, OrderCommand, OrderEvent, RuleSet, OrderFacts> = {
  category: 'order',
  events: orderingEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  pinnedRules: (order) => ('ruleSet' in order ? order.ruleSet : undefined),
  isHiddenFrom,
};
