import type { Instant, OrderId, OrganisationId } from '#kernel';

export const TASK_KINDS = [
  'refund-review',
  'return-by-hand',
  'late-hold',
  'order-left-to-operators',
  'payment-inquiry',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Something that does not go on by itself: an operator has to look at it. */
export interface OperatorTaskDoc {
  readonly taskId: string;
  readonly kind: TaskKind;
  /** The id of the refund, return, dispute, order or inquiry that waits. */
  readonly subject: string;
  readonly orderId: OrderId;
  readonly supplier: OrganisationId;
  readonly state: 'open' | 'done';
  /** In the words of whatever failed; a code. */
  readonly reason: string;
  /** When it came up; of one that came back, the last time. */
  readonly openedAt: Instant;
  /** Null while it waits. */
  readonly doneAt: Instant | null;
}
