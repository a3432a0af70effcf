import { commandsOf, DomainCommand } from '#platform';
import { supplier, type EnrolSupplier } from '../index.js';

export class EnrolSupplierCommand extends DomainCommand<EnrolSupplier> {}

export const supplierCommands = commandsOf(supplier, { 'enrol-supplier': EnrolSupplierCommand });
