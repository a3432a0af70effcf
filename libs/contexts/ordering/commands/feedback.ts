import type { OrderId } from '#kernel';

interface Said {
  readonly orderId: OrderId;
  /** From 1, the worst, to 5. */
  readonly rating: number;
  readonly text: string | null;
}

export type GiveFeedback = Readonly<{ type: 'give-feedback' } & Said>;
export type ReviseFeedback = Readonly<{ type: 'revise-feedback' } & Said>;
