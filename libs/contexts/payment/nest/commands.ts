import { commandsOf, DomainCommand } from '#platform';
import { payment, type MarkAllocated, type MarkUnmatched, type RecordArrival } from '../index.js';
import { orderToPay } from './facts.js';

export class RecordArrivalCommand extends DomainCommand<RecordArrival> {}
export class MarkAllocatedCommand extends DomainCommand<MarkAllocated> {}
export class MarkUnmatchedCommand extends DomainCommand<MarkUnmatched> {}

export const paymentCommands = commandsOf(payment, {
  'record-arrival': { command: RecordArrivalCommand, facts: orderToPay },
  'mark-allocated': MarkAllocatedCommand,
  'mark-unmatched': MarkUnmatchedCommand,
});
