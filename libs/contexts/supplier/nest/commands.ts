import { commandsOf, DomainCommand } from '#platform';
import {
  supplier,
  type ChangeProfile,
  type DesignateAccount,
  type EnrolSupplier,
  type ReinstateSupplier,
  type SuspendSupplier,
} from '../index.js';

export class EnrolSupplierCommand extends DomainCommand<EnrolSupplier> {}
export class ChangeProfileCommand extends DomainCommand<ChangeProfile> {}
export class DesignateAccountCommand extends DomainCommand<DesignateAccount> {}
export class SuspendSupplierCommand extends DomainCommand<SuspendSupplier> {}
export class ReinstateSupplierCommand extends DomainCommand<ReinstateSupplier> {}

export const supplierCommands = commandsOf(supplier, {
  'enrol-supplier': EnrolSupplierCommand,
  'change-profile': ChangeProfileCommand,
  'designate-account': DesignateAccountCommand,
  'suspend-supplier': SuspendSupplierCommand,
  'reinstate-supplier': ReinstateSupplierCommand,
});
