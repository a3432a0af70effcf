import { commandsOf, DomainCommand } from '#platform';
import { quotation, type GiveQuotation, type WithdrawQuotation } from '../index.js';
import { supplierWhoQuotes } from './facts.js';

export class GiveQuotationCommand extends DomainCommand<GiveQuotation> {}
export class WithdrawQuotationCommand extends DomainCommand<WithdrawQuotation> {}

export const quotationCommands = commandsOf(quotation, {
  'give-quotation': { command: GiveQuotationCommand, facts: supplierWhoQuotes },
  'withdraw-quotation': WithdrawQuotationCommand,
});
