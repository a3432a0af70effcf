import { ApiProperty } from '@nestjs/swagger';
import type { Instant, LocalDate, OrderId, OrganisationId, PaymentId, PaymentMethod, Purpose } from '#kernel';
import type { ReturnCause } from '#contexts/payment';
import { MoneyBody, PageAnswer, type Presented } from '#platform';
import type { Attention, DeclaredDoc, PaymentDoc, PaymentPhase, ReturnDoc } from '../payments/index.js';

export class EstimateAnswer {
  @ApiProperty({ type: 'string', format: 'date', description: 'Not before.' }) readonly from!: LocalDate;
  @ApiProperty({ type: 'string', format: 'date', description: 'Usually by then.' }) readonly to!: LocalDate;
  @ApiProperty({ type: 'string', description: 'Whose working days were counted.' }) readonly calendar!: string;
}

class CardAnswer implements Presented<NonNullable<PaymentDoc['card']>> {
  @ApiProperty({ type: 'string' }) readonly scheme!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'The last four digits.' })
  readonly lastFour!: string | null;
}

class CheckingAccountAnswer implements Presented<NonNullable<PaymentDoc['checkingAccount']>> {
  @ApiProperty({ type: 'string' }) readonly bank!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null once it is forgotten.' })
  readonly holder!: string | null;
}

class TransferAnswer implements Presented<DeclaredDoc> {
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'What the sending bank calls it; null for the supplier.',
  })
  readonly reference!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The sending bank; null for the supplier.' })
  readonly bank!: string | null;
  @ApiProperty({ type: 'string', format: 'date' }) readonly sentOn!: LocalDate;
  @ApiProperty({ type: 'string', format: 'date-time', description: 'It is waited for until then.' })
  readonly holdsUntil!: Instant;
}

class ReturnAnswer implements Presented<ReturnDoc> {
  @ApiProperty({ type: 'string', enum: ['excess', 'unmatched', 'cancellation'] }) readonly cause!: ReturnCause;
  @ApiProperty({ type: MoneyBody, description: 'What goes back.' }) readonly amount!: MoneyBody;
  @ApiProperty({ type: 'string', description: 'How far it is.' }) readonly status!: ReturnDoc['status'];
  @ApiProperty({ type: 'string', nullable: true, description: 'Why it failed.' }) readonly reason!: string | null;
}

const OrNull = (type: new () => object, description: string): PropertyDecorator =>
  ApiProperty({ type, nullable: true, description });
const TextOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: 'string', nullable: true, description });

export class PaymentAnswer implements Presented<PaymentDoc> {
  @ApiProperty({ type: 'string', format: 'uuid' }) readonly paymentId!: PaymentId;
  @TextOrNull('Null while nobody knows what the money is for, as the next four.') readonly orderId!: OrderId | null;
  @TextOrNull('Who pays.') readonly buyer!: OrganisationId | null;
  @TextOrNull('Who is paid.') readonly supplier!: OrganisationId | null;
  @TextOrNull('The debt that it is for.') readonly purpose!: Purpose | null;
  @TextOrNull('How it is paid.') readonly method!: PaymentMethod | null;
  @OrNull(MoneyBody, 'What is paid; from the arrival on, what arrived.') readonly amount!: MoneyBody | null;
  @ApiProperty({ type: 'string', description: 'How far it is.' }) readonly phase!: PaymentPhase;
  @ApiProperty({ type: 'string', description: 'What that means, for a person.' }) readonly explanation!: string;
  @TextOrNull('Why it ended as it did.') readonly reason!: string | null;
  @OrNull(MoneyBody, 'What the method costs; null for a transfer, of which the sending bank knows.')
  readonly fee!: MoneyBody | null;
  @TextOrNull('The rules that it was begun under.') readonly ruleSet!: string | null;
  @OrNull(EstimateAnswer, 'When the money is expected; null where that is unknown.')
  readonly estimatedArrival!: EstimateAnswer | null;
  @OrNull(CardAnswer, 'Of a card no more is known; null for the supplier.') readonly card!: CardAnswer | null;
  @OrNull(CheckingAccountAnswer, 'Where the money is taken from; null for the supplier.')
  readonly checkingAccount!: CheckingAccountAnswer | null;
  @OrNull(TransferAnswer, 'What the buyer declared.') readonly transfer!: TransferAnswer | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When the arrival was recorded.' })
  readonly arrivedAt!: Instant | null;
  @OrNull(MoneyBody, 'What the order took of it; null until it has decided.') readonly allocated!: MoneyBody | null;
  @ApiProperty({ type: ReturnAnswer, isArray: true, description: 'What goes back of it.' })
  readonly returns!: readonly ReturnAnswer[];
  @TextOrNull('What an operator has to look at.') readonly attention!: Attention | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly begunAt!: Instant;
  @ApiProperty({ type: 'string', format: 'date-time' }) readonly updatedAt!: Instant;
}

export class PaymentsAnswer extends PageAnswer {
  @ApiProperty({
    type: PaymentAnswer,
    isArray: true,
    description: 'In the order in which they began, or last changed.',
  })
  readonly payments!: readonly PaymentAnswer[];
}
