import { commandsOf, DomainCommand } from '#platform';
import { transferTerms, type SetTransferCalendar, type SetTransferFee } from '../index.js';

export class SetTransferFeeCommand extends DomainCommand<SetTransferFee> {}
export class SetTransferCalendarCommand extends DomainCommand<SetTransferCalendar> {}

export const transferTermsCommands = commandsOf(transferTerms, {
  'set-transfer-fee': SetTransferFeeCommand,
  'set-transfer-calendar': SetTransferCalendarCommand,
});
