import { commandsOf, DomainCommand } from '#platform';
import {
  qualityCheck,
  type AnswerQualityCheck,
  type RequestQualityCheck,
  type WithdrawQualityCheck,
} from '../index.js';
import { documentsShown, orderToCheck } from './facts.js';

export class RequestQualityCheckCommand extends DomainCommand<RequestQualityCheck> {}
export class AnswerQualityCheckCommand extends DomainCommand<AnswerQualityCheck> {}
export class WithdrawQualityCheckCommand extends DomainCommand<WithdrawQualityCheck> {}

export const qualityCheckCommands = commandsOf(qualityCheck, {
  'request-quality-check': { command: RequestQualityCheckCommand, facts: orderToCheck },
  'answer-quality-check': { command: AnswerQualityCheckCommand, facts: documentsShown },
  'withdraw-quality-check': WithdrawQualityCheckCommand,
});
