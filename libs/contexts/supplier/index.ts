import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { SupplierCommand } from './commands.js';
import { decide } from './decide.js';
import { supplierEvents, type SupplierEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Supplier } from './state.js';

export type * from './commands.js';
export { supplierEvents, suspensionReasonSchema, type SupplierEvent } from './events.js';
export {
  accountInForce,
  accountsOf,
  supplierTerms,
  type AccountOfSupplier,
  type EnrolledSupplier,
  type Supplier,
  type SupplierTerms,
} from './state.js';

/** Who may sell under Trade Assurance, and where covered money goes. Streams `supplier-<organisation>`. */
export const supplier: Decider<Supplier, SupplierCommand, SupplierEvent, RuleSet> = {
  category: 'supplier',
  events: supplierEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
};
