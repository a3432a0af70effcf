import { flag, moneySchema, optional, orderIdSchema, orderPhaseSchema, organisationIdSchema } from '#kernel';
import { timetableSchema } from '../timetable-schema.js';

/** Whom the event concerns; in every event, so that a reader finds its documents from the event alone. */
export const subject = { orderId: orderIdSchema, buyer: organisationIdSchema, supplier: organisationIdSchema };

/** Where a debt and the order stand after the event: absolute, so that no reader has to add up. */
export const debtAfter = {
  due: moneySchema,
  /** Σ of what is set against this purpose. */
  allocatedInAll: moneySchema,
  /** Nothing of the purpose is owed any more. */
  complete: flag(),
  phase: orderPhaseSchema,
};

/** When the order goes on by itself, as things stand after the event. */
export const timed = { timetable: optional(timetableSchema) };
