import { commandsOf, DomainCommand } from '#platform';
import { dataSubject, type ForgetDataSubject } from '../index.js';

export class ForgetDataSubjectCommand extends DomainCommand<ForgetDataSubject> {}

export const dataSubjectCommands = commandsOf(dataSubject, { 'forget-data-subject': ForgetDataSubjectCommand });
