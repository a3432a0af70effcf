import { commandsOf, DomainCommand } from '#platform';
import { custody, type RecordAccess, type StoreDocument } from '../index.js';
import { documentedOrder } from './facts.js';

export class StoreDocumentCommand extends DomainCommand<StoreDocument> {}
export class RecordAccessCommand extends DomainCommand<RecordAccess> {}

export const custodyCommands = commandsOf(custody, {
  'store-document': { command: StoreDocumentCommand, facts: documentedOrder },
  'record-access': RecordAccessCommand,
});
