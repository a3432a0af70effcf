import { commandsOf, DomainCommand } from '#platform';
import {
  recourse,
  type ClaimRecourse,
  type OpenDoubleRecoveryClaim,
  type RecordRecovery,
  type WriteOffRecourse,
} from '../index.js';
import { refundedOrder } from './facts.js';

export class ClaimRecourseCommand extends DomainCommand<ClaimRecourse> {}
export class OpenDoubleRecoveryClaimCommand extends DomainCommand<OpenDoubleRecoveryClaim> {}
export class RecordRecoveryCommand extends DomainCommand<RecordRecovery> {}
export class WriteOffRecourseCommand extends DomainCommand<WriteOffRecourse> {}

export const recourseCommands = commandsOf(recourse, {
  'claim-recourse': ClaimRecourseCommand,
  'open-double-recovery-claim': { command: OpenDoubleRecoveryClaimCommand, facts: refundedOrder },
  'record-recovery': RecordRecoveryCommand,
  'write-off-recourse': WriteOffRecourseCommand,
});
