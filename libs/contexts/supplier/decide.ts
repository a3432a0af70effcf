import { decideBy, fromData, happened, isEqual, nothing, refuse, type DecisionContext, type Rule } from '#kernel';
import type { RuleSet } from '#rules';
import type { EnrolSupplier, SupplierCommand } from './commands.js';
import type { SupplierEvent } from './events.js';
import type { EnrolledSupplier, Supplier } from './state.js';

type Context = DecisionContext<RuleSet>;

/** The platform, not the supplier, sets the limit and designates the account [seed: "designated by"]. */
const enrol: Rule<Supplier, EnrolSupplier, SupplierEvent, Context> = (supplier, command, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-enrols-a-supplier');
  const { supplierId, name, designatedAccount, limit } = command;
  if (supplier.phase === 'enrolled')
    return saysTheSame(supplier, command) ? nothing() : refuse('supplier-already-enrolled', { supplierId });
  if (fromData(limit).minor < 0n) return refuse('limit-negative', { limit });
  return happened({ type: 'supplier.enrolled.v1', data: { supplierId, name, designatedAccount, limit } });
};

function saysTheSame(supplier: EnrolledSupplier, { name, designatedAccount, limit }: EnrolSupplier): boolean {
  const { bank, holder, number } = supplier.designatedAccount;
  const sameAccount =
    designatedAccount.bank === bank && designatedAccount.holder === holder && designatedAccount.number === number;
  return sameAccount && supplier.name === name && isEqual(supplier.limit, fromData(limit));
}

export const decide = decideBy<Supplier, SupplierCommand, SupplierEvent, Context>({ 'enrol-supplier': enrol });
