import { commandsOf, DomainCommand } from '#platform';
import {
  inquiry,
  type AnswerInquiry,
  type MatchInquiry,
  type OpenInquiry,
  type TakeUpInquiry,
  type WithdrawInquiry,
} from '../index.js';
import { moneyFound, orderAskedAbout } from './facts.js';

export class OpenInquiryCommand extends DomainCommand<OpenInquiry> {}
export class TakeUpInquiryCommand extends DomainCommand<TakeUpInquiry> {}
export class MatchInquiryCommand extends DomainCommand<MatchInquiry> {}
export class AnswerInquiryCommand extends DomainCommand<AnswerInquiry> {}
export class WithdrawInquiryCommand extends DomainCommand<WithdrawInquiry> {}

export const inquiryCommands = commandsOf(inquiry, {
  'open-inquiry': { command: OpenInquiryCommand, facts: orderAskedAbout },
  'take-up-inquiry': TakeUpInquiryCommand,
  'match-inquiry': { command: MatchInquiryCommand, facts: moneyFound },
  'answer-inquiry': AnswerInquiryCommand,
  'withdraw-inquiry': WithdrawInquiryCommand,
});
