import type { DocumentId, OrderId, QualityCheckId } from '#kernel';
import type { CheckKind } from './events.js';

/** Before the goods leave, the buyer wants to see how good they are [seed]. */
export type RequestQualityCheck = Readonly<{
  type: 'request-quality-check';
  checkId: QualityCheckId;
  orderId: OrderId;
  kinds: readonly CheckKind[];
  note: string;
}>;

/** The supplier shows what was asked for. */
export type AnswerQualityCheck = Readonly<{
  type: 'answer-quality-check';
  checkId: QualityCheckId;
  documents: readonly DocumentId[];
  note: string;
}>;

/** The buyer does not need it any more. */
export type WithdrawQualityCheck = Readonly<{ type: 'withdraw-quality-check'; checkId: QualityCheckId }>;

export type QualityCheckCommand = RequestQualityCheck | AnswerQualityCheck | WithdrawQualityCheck;
