import { instantSchema, nullable, record, type TypeOf } from '#kernel';

/**
 * When an order goes on by itself, as things stand after an event; null where nothing will. It stands in the events, so that who
 * watches the clock needs to know no rules.
 */
export const timetableSchema = record({
  /** The receipt counts as confirmed. */
  receiptAt: nullable(instantSchema),
  /** The buyer is reminded of it. */
  receiptReminderAt: nullable(instantSchema),
});
export type Timetable = TypeOf<typeof timetableSchema>;
