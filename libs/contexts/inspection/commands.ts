import type { DocumentId, InspectionId, LocalDate, OrderId } from '#kernel';
import type { InspectionResult, Place } from './events.js';

/** The buyer has somebody look at the goods before they leave, at his own cost [seed]. */
export type OrderInspection = Readonly<{
  type: 'order-inspection';
  inspectionId: InspectionId;
  orderId: OrderId;
  /** One of the rule set's partners. */
  partner: string;
  /** Where the goods are; it decides the fee. */
  place: Place;
}>;

/** The partner has said when. Another day replaces the first. */
export type ScheduleInspection = Readonly<{ type: 'schedule-inspection'; inspectionId: InspectionId; on: LocalDate }>;

/** The inspector was there. */
export type RecordInspection = Readonly<{ type: 'record-inspection'; inspectionId: InspectionId }>;

/** The partner's report is there. */
export type ReportInspection = Readonly<{
  type: 'report-inspection';
  inspectionId: InspectionId;
  result: InspectionResult;
  report: DocumentId;
}>;

/** The buyer calls it off, before the inspector was there. */
export type CancelInspection = Readonly<{ type: 'cancel-inspection'; inspectionId: InspectionId }>;

export type InspectionCommand =
  OrderInspection | ScheduleInspection | RecordInspection | ReportInspection | CancelInspection;
