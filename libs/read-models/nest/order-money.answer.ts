import type { Instant, LocalDate, PaymentId, PaymentMethod, Purpose } from '#kernel';
import { MoneyBody, type Presented } from '#platform';
import type { ExplainedPayment, Explanation, WayToPay } from '../order-status/index.js';
import { Id, Part, PartOrNull, Text, Time, Whole } from './answer-fields.js';
import { EstimateAnswer } from './payment.answer.js';

/** What the status page says of money that has not arrived, and of how to pay. */

class ExplanationAnswer implements Explanation {
  @Text({ description: 'Stable, for programs.', example: 'e-checking-processing' }) readonly code!: string;
  @Text({ description: 'For a person.' }) readonly text!: string;
  @Text({ format: 'date', nullable: true, description: 'The money is usually there by then; null where unknown.' })
  readonly expectedBy!: LocalDate | null;
}

class DeclaredTransferAnswer implements Presented<NonNullable<ExplainedPayment['declared']>> {
  @Text({ nullable: true, description: 'What the sending bank calls it; null once it is forgotten.' })
  readonly reference!: string | null;
  @Text({ format: 'date', description: 'As the buyer says.' }) readonly sentOn!: LocalDate;
  @Time('The order’s expiry is held off until then.') readonly holdsUntil!: Instant;
}

export class PendingPaymentAnswer implements Presented<ExplainedPayment> {
  @Id('Of the payment.') readonly paymentId!: PaymentId;
  @Text({ enum: ['initial', 'balance'] }) readonly purpose!: Purpose;
  @Text({ enum: ['e-checking', 'card', 'tt'] }) readonly method!: PaymentMethod;
  @Part(MoneyBody, 'What is paid.') readonly amount!: MoneyBody;
  @PartOrNull(MoneyBody, 'What the buyer pays for it; null for a transfer, of which his bank knows.')
  readonly fee!: MoneyBody | null;
  @Text({ enum: ['initiated', 'declared', 'verifying', 'authorised', 'processing', 'arrived'] })
  readonly phase!: ExplainedPayment['phase'];
  @Time('When the buyer began or declared it.') readonly begunAt!: Instant;
  @Text({ description: 'The rules that it was begun under.' }) readonly ruleSet!: string;
  @PartOrNull(EstimateAnswer, 'Null before it is authorised or declared, and where the calendar does not reach.')
  readonly estimatedArrival!: EstimateAnswer | null;
  @PartOrNull(DeclaredTransferAnswer, 'What the buyer says of a transfer that he has sent.')
  readonly declared!: DeclaredTransferAnswer | null;
  @Part(ExplanationAnswer, 'Why the order does not show it as paid.') readonly explanation!: ExplanationAnswer;
}

export class WayToPayAnswer implements Presented<WayToPay> {
  @Text({ enum: ['e-checking', 'card', 'tt'] }) readonly method!: PaymentMethod;
  @PartOrNull(MoneyBody, 'For each transaction; null when nobody here knows.') readonly fee!: MoneyBody | null;
  @Text({ nullable: true, description: 'Where the fee is not known: `ask-your-bank`.' })
  readonly feeAdvice!: WayToPay['feeAdvice'];
  @PartOrNull(MoneyBody, 'Inclusive; null for none.') readonly limitPerTransaction!: MoneyBody | null;
  @Whole('How many transactions it takes to pay what is owed now.') readonly transactions!: number;
  @PartOrNull(EstimateAnswer, 'If it were paid now; null for unknown.')
  readonly estimatedArrival!: EstimateAnswer | null;
  @Part(ExplanationAnswer, 'What the order will say until the money has arrived, and why.')
  readonly explanation!: ExplanationAnswer;
}
