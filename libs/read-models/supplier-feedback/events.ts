import type { OrderEvent } from '#contexts/ordering';

/** What the buyer of a completed order says of its supplier; once it may be revised. */
export type FeedbackEvent = Extract<OrderEvent, { type: 'order.feedback-given.v1' | 'order.feedback-revised.v1' }>;
