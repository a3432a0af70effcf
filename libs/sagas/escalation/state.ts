import type { DisputeId, OrderId } from '#kernel';

/** The moments that a dispute waits for. */
export type Timer = 'response' | 'solution' | 'silence' | 'evidence';

export type EscalationState =
  | Readonly<{ step: 'idle' }>
  | Readonly<{ step: 'watching'; disputeId: DisputeId; orderId: OrderId; timers: readonly Timer[] }>
  /** Money was agreed on, and is on its way. */
  | Readonly<{ step: 'settling'; disputeId: DisputeId; orderId: OrderId }>
  | Readonly<{ step: 'ended' }>;
