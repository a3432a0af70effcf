import type { DisputeId, Instant, OrderId, OrganisationId, PaymentId, RecourseId, RefundId, Side } from '#kernel';
import { ChoiceField, IdField, MoneyBody, OrganisationField, PageAnswer, PageQuery, type Presented } from '#platform';
import type { RecourseClaimDoc } from '../recourse-claims/index.js';
import { Id, Part, Parts, Text, Time } from './answer-fields.js';

const STATES = ['claimed', 'recovered', 'written-off'] as const satisfies readonly RecourseClaimDoc['state'][];

export class RecourseClaimsQuery extends PageQuery {
  @OrganisationField({ description: 'Only those that follow orders with this supplier.', optional: true })
  readonly supplier?: string;

  @IdField({ description: 'Only those that follow this order.', optional: true })
  readonly order?: string;

  @ChoiceField(STATES, { description: 'Only those that stand so.', optional: true })
  readonly state?: RecourseClaimDoc['state'];
}

export class RecourseClaimAnswer implements Presented<RecourseClaimDoc> {
  @Text({ description: 'Of the claim.' }) readonly recourseId!: RecourseId;
  @Id('Of the order.') readonly orderId!: OrderId;
  @Text() readonly buyer!: OrganisationId;
  @Text() readonly supplier!: OrganisationId;
  @Text({ enum: ['buyer', 'supplier'], description: 'Which side owes it.' }) readonly against!: Side;
  @Text({ description: 'Who owes it.' }) readonly debtor!: OrganisationId;
  @Text({ enum: [...STATES] }) readonly state!: RecourseClaimDoc['state'];
  @Text({ enum: ['refund', 'appeal', 'double-recovery'], description: 'Why, as it was claimed last.' })
  readonly basis!: RecourseClaimDoc['basis'];
  @Text({ nullable: true, description: 'The dispute that it follows.' }) readonly disputeId!: DisputeId | null;
  @Text({ nullable: true, description: 'The refund that it follows.' }) readonly refundId!: RefundId | null;
  @Text({ nullable: true, description: 'The payment that was taken back.' }) readonly paymentId!: PaymentId | null;
  @Part(MoneyBody, 'In all.') readonly claimed!: MoneyBody;
  @Part(MoneyBody, 'What of it has come back.') readonly recovered!: MoneyBody;
  @Part(MoneyBody, 'What is still to come.') readonly outstanding!: MoneyBody;
  @Text({ nullable: true, description: 'Null unless it was written off, and once it is forgotten.' })
  readonly writtenOffBecause!: string | null;
  @Time('When it was claimed first.') readonly claimedAt!: Instant;
  @Time('When something last happened.') readonly updatedAt!: Instant;
}

export class RecourseClaimsAnswer extends PageAnswer {
  @Parts(RecourseClaimAnswer, 'The oldest first.') readonly claims!: readonly RecourseClaimAnswer[];
}
