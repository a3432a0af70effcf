import {
  actsAs,
  decideBy,
  fromData,
  happened,
  isEqual,
  nothing,
  refuse,
  type DecisionContext,
  type DesignatedAccount,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type {
  ChangeProfile,
  DesignateAccount,
  EnrolSupplier,
  ReinstateSupplier,
  SupplierCommand,
  SuspendSupplier,
} from './commands.js';
import type { SupplierEvent } from './events.js';
import { accountInForce, type EnrolledSupplier, type Supplier } from './state.js';

type Context = DecisionContext<RuleSet>;
type Decide<C extends SupplierCommand> = Rule<Supplier, C, SupplierEvent, Context>;

/** The platform, not the supplier, sets the limit and designates the account [seed: "designated by"]. */
const enrol: Decide<EnrolSupplier> = (supplier, command, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-enrols-a-supplier');
  const { supplierId, name, designatedAccount, limit } = command;
  if (supplier.phase !== 'none')
    return saysTheSame(supplier, command) ? nothing() : refuse('supplier-already-enrolled', { supplierId });
  if (fromData(limit).minor < 0n) return refuse('limit-negative', { limit });
  return happened({ type: 'supplier.enrolled.v1', data: { supplierId, name, designatedAccount, limit } });
};

const changeProfile: Decide<ChangeProfile> = (supplier, { supplierId, name, about }, { actor }) => {
  if (supplier.phase === 'none') return unknown({ supplierId });
  if (!actsAs(actor, 'supplier', supplier.id) && actor.role !== 'operator')
    return refuse('only-the-supplier-or-an-operator-changes-a-profile');
  if (supplier.name === name && supplier.about === about) return nothing();
  return happened({ type: 'supplier.profile-changed.v1', data: { supplierId, name, about } });
};

/** An account that was designated before may be so again: what was sent to it in between counts all the same. */
const designate: Decide<DesignateAccount> = (supplier, { supplierId, designatedAccount }, { actor, now }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-designates-an-account');
  if (supplier.phase === 'none') return unknown({ supplierId });
  if (isSameAccount(accountInForce(supplier), designatedAccount)) return nothing();
  const number = supplier.accounts.length + 1;
  const data = { supplierId, designatedAccount, number, designatedAt: now };
  return happened({ type: 'supplier.account-designated.v1', data });
};

const suspend: Decide<SuspendSupplier> = (supplier, { supplierId, reason }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-suspends-a-supplier');
  if (supplier.phase === 'none') return unknown({ supplierId });
  if (supplier.phase === 'suspended' && supplier.reason === reason) return nothing();
  return happened({ type: 'supplier.suspended.v1', data: { supplierId, reason } });
};

const reinstate: Decide<ReinstateSupplier> = (supplier, { supplierId }, { actor }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-reinstates-a-supplier');
  if (supplier.phase === 'none') return unknown({ supplierId });
  if (supplier.phase === 'enrolled') return nothing();
  return happened({ type: 'supplier.reinstated.v1', data: { supplierId } });
};

const unknown = ({ supplierId }: Pick<SupplierCommand, 'supplierId'>): Refusal =>
  refuse('unknown-supplier', { supplierId });

const isSameAccount = (one: DesignatedAccount, other: DesignatedAccount): boolean =>
  one.bank === other.bank && one.holder === other.holder && one.number === other.number;

/** By what he was enrolled with, whatever has changed since. */
function saysTheSame({ accounts, name, limit }: EnrolledSupplier, command: EnrolSupplier): boolean {
  return (
    isSameAccount(accounts[0].designatedAccount, command.designatedAccount) &&
    name === command.name &&
    isEqual(limit, fromData(command.limit))
  );
}

export const decide = decideBy<Supplier, SupplierCommand, SupplierEvent, Context>({
  'enrol-supplier': enrol,
  'change-profile': changeProfile,
  'designate-account': designate,
  'suspend-supplier': suspend,
  'reinstate-supplier': reinstate,
});
