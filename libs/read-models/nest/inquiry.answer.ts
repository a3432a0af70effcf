import { ApiProperty } from '@nestjs/swagger';
import type { InquiryId, Instant, LocalDate, OrderId, OrganisationId, PaymentId, Side } from '#kernel';
import { ChoiceField, MoneyBody, PageAnswer, PageQuery, type Presented } from '#platform';
import type { InquiryDoc } from '../inquiries/index.js';

const PHASES = [
  'open',
  'in-work',
  'matched',
  'answered',
  'withdrawn',
] as const satisfies readonly InquiryDoc['phase'][];

export class InquiriesQuery extends PageQuery {
  @ChoiceField(PHASES, { description: 'Only those that are so far.', optional: true })
  readonly phase?: InquiryDoc['phase'];
}

export class InquiryAnswer implements Presented<InquiryDoc> {
  @ApiProperty({ type: 'string', format: 'uuid' }) readonly inquiryId!: InquiryId;
  @ApiProperty({ type: 'string', format: 'uuid' }) readonly orderId!: OrderId;
  @ApiProperty({ type: 'string' }) readonly buyer!: OrganisationId;
  @ApiProperty({ type: 'string' }) readonly supplier!: OrganisationId;
  @ApiProperty({ type: 'string', enum: ['buyer', 'supplier'], description: 'Who asked.' }) readonly by!: Side;
  @ApiProperty({ type: 'string', enum: [...PHASES], description: 'How far it is.' })
  readonly phase!: InquiryDoc['phase'];
  @ApiProperty({ type: MoneyBody, description: 'What was sent, as who asked says.' }) readonly amount!: MoneyBody;
  @ApiProperty({ type: 'string', format: 'date' }) readonly sentOn!: LocalDate;
  @ApiProperty({ type: 'string', nullable: true, description: 'What the sending bank calls it; null once forgotten.' })
  readonly reference!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The sending bank; null once forgotten.' })
  readonly bank!: string | null;
  @ApiProperty({ type: 'string', nullable: true }) readonly note!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The payment that it was.' })
  readonly paymentId!: PaymentId | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The operator’s.' }) readonly answer!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly openedAt!: Instant;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly updatedAt!: Instant;
}

export class InquiriesAnswer extends PageAnswer {
  @ApiProperty({ type: InquiryAnswer, isArray: true, description: 'The longest waiting first.' })
  readonly inquiries!: readonly InquiryAnswer[];
}
