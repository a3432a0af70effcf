import { commandsOf, DomainCommand } from '#platform';
import {
  inspection,
  type CancelInspection,
  type OrderInspection,
  type RecordInspection,
  type ReportInspection,
  type ScheduleInspection,
} from '../index.js';
import { orderToInspect, reportKept } from './facts.js';

export class OrderInspectionCommand extends DomainCommand<OrderInspection> {}
export class ScheduleInspectionCommand extends DomainCommand<ScheduleInspection> {}
export class RecordInspectionCommand extends DomainCommand<RecordInspection> {}
export class ReportInspectionCommand extends DomainCommand<ReportInspection> {}
export class CancelInspectionCommand extends DomainCommand<CancelInspection> {}

export const inspectionCommands = commandsOf(inspection, {
  'order-inspection': { command: OrderInspectionCommand, facts: orderToInspect },
  'schedule-inspection': ScheduleInspectionCommand,
  'record-inspection': RecordInspectionCommand,
  'report-inspection': { command: ReportInspectionCommand, facts: reportKept },
  'cancel-inspection': CancelInspectionCommand,
});
