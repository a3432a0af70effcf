import { ApiProperty } from '@nestjs/swagger';
import type {
  CoverageType,
  DocumentId,
  Instant,
  LocalDate,
  OrderId,
  OrderPhase,
  OrganisationId,
  PaymentId,
  PaymentMethod,
  Purpose,
  ShipmentId,
  Side,
} from '#kernel';
import { DesignatedAccountAnswer, MoneyBody, type Presented } from '#platform';
import type {
  AmendmentDoc,
  ArrivalDoc,
  ClearanceDoc,
  ConsigneeDoc,
  ContractDoc,
  CoverDoc,
  DebtDoc,
  DisputeDoc,
  FeedbackDoc,
  NextStep,
  OrderAct,
  PlannedShipmentDoc,
  PossibleAct,
  ShipmentDoc,
  StatusWord,
} from '../order-status/index.js';

import { DocumentReferenceAnswer } from './document-reference.answer.js';
import { PendingPaymentAnswer, WayToPayAnswer } from './order-money.answer.js';
import type { OrderStatusPage } from './order-status.page.js';
import { Flag, Id, Part, PartOrNull, Parts, Text, Time, TimeOrNull, Whole } from './answer-fields.js';

/** The status page for the API reference; the compiler holds it to what the read model and its view are. */

class LineQuantityAnswer {
  @Whole('The line’s number in the contract, from 1.') readonly line!: number;
  @Whole('Pieces.') readonly quantity!: number;
}

class ContractLineAnswer {
  @Text() readonly product!: string;
  @Text({ nullable: true }) readonly specification!: string | null;
  @Whole('Pieces.') readonly quantity!: number;
  @Text({ description: 'In major units.', example: '10.00' }) readonly unitPrice!: string;
  @Part(MoneyBody, 'Quantity × unit price.') readonly amount!: MoneyBody;
}

class ChargeAnswer {
  @Text({ enum: ['shipping', 'tax', 'other'] }) readonly kind!: 'shipping' | 'tax' | 'other';
  @Part(MoneyBody, 'How much.') readonly amount!: MoneyBody;
}

class ContractDocumentAnswer {
  @Id('Under which it is kept.') readonly documentId!: DocumentId;
  @Text({ description: 'SHA-256 of its content.' }) readonly sha256!: string;
}

class ConsigneeAnswer implements ConsigneeDoc {
  @Text() readonly name!: string;
  @Text() readonly address!: string;
  @Text() readonly contact!: string;
  @Text({ description: 'With which he entered the contract’s hash.' }) readonly salt!: string;
}

class OriginAnswer {
  @Text({ enum: ['product-page', 'quotation', 'mini-site', 'offline'] })
  readonly kind!: 'product-page' | 'quotation' | 'mini-site' | 'offline';
  @Text({ required: false, description: 'Of the product.' }) readonly listingId?: string;
  @Text({ required: false, description: 'Of the quotation.' }) readonly quotationId?: string;
  @Text({ required: false, description: 'What the listing called it then.' }) readonly product?: string;
  @Text({ required: false, format: 'date-time', description: 'Until then the quotation held.' })
  readonly quotedUntil?: Instant;
}

class ContractAnswer implements Presented<ContractDoc> {
  @Text({ description: 'SHA-256 of the contract: what each side confirms.' }) readonly hash!: string;
  @Parts(ContractLineAnswer, 'In the order of their numbers.') readonly lines!: readonly ContractLineAnswer[];
  @Parts(ChargeAnswer, 'Beside the lines.') readonly charges!: readonly ChargeAnswer[];
  @Part(MoneyBody, 'Σ lines + Σ charges.') readonly total!: MoneyBody;
  @Text({ format: 'date', description: 'The last day on which goods may leave.' }) readonly shipBy!: LocalDate;
  @Text({ description: 'The time zone in which that day ends.' }) readonly shipByZone!: string;
  @Time('The first moment that is no longer that day.') readonly shipByEnd!: Instant;
  @Text({ nullable: true }) readonly qualityTerms!: string | null;
  @PartOrNull(MoneyBody, 'The most that the parties want covered.') readonly agreedCap!: MoneyBody | null;
  @Parts(ContractDocumentAnswer, 'What belongs to it, bound by content.')
  readonly documents!: readonly ContractDocumentAnswer[];
  @PartOrNull(ConsigneeAnswer, 'To whom the goods go; null without one, and once he is forgotten.')
  readonly consignee!: ConsigneeAnswer | null;
}

class ConfirmationsAnswer implements Record<Side, Instant | null> {
  @TimeOrNull('When the buyer confirmed.') readonly buyer!: Instant | null;
  @TimeOrNull('When the supplier confirmed.') readonly supplier!: Instant | null;
}

class CoverAnswer implements Presented<CoverDoc> {
  @Text({ enum: ['pre-shipment', 'post-delivery'] }) readonly type!: CoverageType;
  @Part(MoneyBody, 'What the coverage type covers.') readonly base!: MoneyBody;
  @PartOrNull(MoneyBody, 'The base, or the agreed cap when that is less; null until reserved.')
  readonly requested!: MoneyBody | null;
  @PartOrNull(MoneyBody, 'What the supplier’s limit had for it; null until reserved.')
  readonly granted!: MoneyBody | null;
  @Flag('Less was granted than requested.') readonly reduced!: boolean;
  @Flag('The buyer has accepted that.') readonly acknowledged!: boolean;
}

class DebtAnswer implements Presented<DebtDoc> {
  @Part(MoneyBody, 'What is owed in all.') readonly due!: MoneyBody;
  @Part(MoneyBody, 'What of the money that arrived was set against it.') readonly arrived!: MoneyBody;
  @Part(MoneyBody, 'What the supplier let go.') readonly waived!: MoneyBody;
  @Flag('Nothing is owed any more.') readonly complete!: boolean;
}

class DebtsAnswer implements Record<Purpose, DebtAnswer> {
  @Part(DebtAnswer, 'The initial payment.') readonly initial!: DebtAnswer;
  @Part(DebtAnswer, 'The balance.') readonly balance!: DebtAnswer;
}

class OutcomeAnswer {
  @Text({ enum: ['allocated', 'unmatched'] }) readonly kind!: 'allocated' | 'unmatched';
  @ApiProperty({ type: MoneyBody, required: false, description: 'What the order took of it.' })
  readonly allocated?: MoneyBody;
  @ApiProperty({ type: MoneyBody, required: false, description: 'What was too much.' }) readonly excess?: MoneyBody;
  @Text({ required: false, description: 'Why the order could not take it.' }) readonly reason?: string;
}

class ArrivalAnswer implements Omit<Presented<ArrivalDoc>, 'outcome'> {
  @Id('Of the payment.') readonly paymentId!: PaymentId;
  @Text({ enum: ['initial', 'balance'] }) readonly purpose!: Purpose;
  @Text({ enum: ['e-checking', 'card', 'tt'] }) readonly method!: PaymentMethod;
  @Text({ nullable: true, description: 'What the bank calls it; null once it is forgotten.' })
  readonly reference!: string | null;
  @Part(MoneyBody, 'What arrived.') readonly amount!: MoneyBody;
  @Time('When it was recorded.') readonly arrivedAt!: Instant;
  @PartOrNull(OutcomeAnswer, 'What became of it; null for a moment, until the order has decided.')
  readonly outcome!: OutcomeAnswer | null;
}

class ClearanceAnswer implements ClearanceDoc {
  @Text({ enum: ['operator', 'buyer', 'supplier'], description: 'On whose word.' }) readonly by!: ClearanceDoc['by'];
  @Time('When it was recorded.') readonly clearedAt!: Instant;
  @TimeOrNull('Before this the buyer may contest it; null when he may not.') readonly contestBy!: Instant | null;
  @Flag('While it is, it closes no window for claims.') readonly contested!: boolean;
}

class ShipmentAnswer implements Presented<ShipmentDoc> {
  @Id('Of the batch.') readonly shipmentId!: ShipmentId;
  @Parts(LineQuantityAnswer, 'What is in it.') readonly lines!: readonly LineQuantityAnswer[];
  @Text() readonly carrier!: string;
  @Text() readonly trackingNumber!: string;
  @Time('When its dispatch was recorded.') readonly dispatchedAt!: Instant;
  @Parts(DocumentReferenceAnswer, 'What goes with the goods.') readonly documents!: readonly DocumentReferenceAnswer[];
  @PartOrNull(ClearanceAnswer, 'Null while nobody has recorded that it cleared customs.')
  readonly clearance!: ClearanceAnswer | null;
  @TimeOrNull('When its delivery was recorded.') readonly deliveredAt!: Instant | null;
}

class PlannedShipmentAnswer implements Presented<PlannedShipmentDoc> {
  @Id('Of the batch.') readonly shipmentId!: ShipmentId;
  @Parts(LineQuantityAnswer, 'What will be in it.') readonly lines!: readonly LineQuantityAnswer[];
  @Text({ format: 'date', nullable: true, description: 'When it should be ready.' })
  readonly readyOn!: LocalDate | null;
}

class AmendmentAnswer implements Presented<AmendmentDoc> {
  @Text({ enum: ['buyer', 'supplier'], description: 'Who proposed it.' }) readonly by!: Side;
  @Time('At this moment it is too late to accept it.') readonly lapsesAt!: Instant;
  @Part(ContractAnswer, 'The contract as it would be.') readonly contract!: ContractAnswer;
  @Part(MoneyBody, 'What would be due before the goods are shipped.') readonly initialPayment!: MoneyBody;
  @Text() readonly supplierName!: string;
  @Part(DesignatedAccountAnswer, 'Where payments would go.') readonly designatedAccount!: DesignatedAccountAnswer;
}

class FeedbackAnswer implements Presented<FeedbackDoc> {
  @Whole('From 1, the worst, to 5.') readonly rating!: number;
  @Text({ nullable: true, description: 'In the buyer’s own words; null without any.' }) readonly text!: string | null;
  @Time('When it was given.') readonly at!: Instant;
  @Time('It may be changed once before.') readonly revisableUntil!: Instant;
  @Flag('It was changed.') readonly revised!: boolean;
}

class DisputeAnswer implements Presented<DisputeDoc> {
  @Text({ description: 'Of the dispute.' }) readonly disputeId!: string;
  @Text({ enum: ['open', 'escalated', 'ended'] }) readonly status!: DisputeDoc['status'];
  @Text({ nullable: true, description: 'How it ended; null while it is not over.' }) readonly outcome!: string | null;
  @PartOrNull(MoneyBody, 'What has reached the buyer by it; null before, and where nothing did.')
  readonly refunded!: MoneyBody | null;
}

class ProposedCancellationAnswer {
  @Text({ enum: ['buyer', 'supplier'] }) readonly by!: Side;
  @Text({ nullable: true, description: 'In the words of that side; null once they are forgotten.' })
  readonly reason!: string | null;
  @Part(MoneyBody, 'What would go back to the buyer.') readonly amountToReturn!: MoneyBody;
}

class CancellationAnswer {
  @Text({ enum: ['buyer', 'supplier'] }) readonly by!: Side;
  @Text({ nullable: true, description: 'In the words of that side; null once they are forgotten.' })
  readonly reason!: string | null;
  @Time('When.') readonly at!: Instant;
}

class NextStepAnswer implements NextStep {
  @Text({ description: 'What happens next.' }) readonly act!: NextStep['act'];
  @TimeOrNull('By when; at this moment it is too late.') readonly by!: Instant | null;
  @Text({ enum: ['buyer', 'supplier', 'either', 'both', 'platform'], description: 'Whose move it is.' })
  readonly whose!: NextStep['whose'];
}

class ActAnswer implements PossibleAct {
  @Text({ description: 'What the caller’s side can do in an order’s life.' }) readonly act!: OrderAct;
  @Flag('Whether now.') readonly allowed!: boolean;
  @Text({ nullable: true, description: 'The code with which it would be refused.' }) readonly whyNot!: string | null;
}

export class OrderStatusAnswer implements Omit<Presented<OrderStatusPage>, 'arrivals'> {
  @Id('Of the order.') readonly orderId!: OrderId;
  @Text() readonly buyer!: OrganisationId;
  @Text() readonly supplier!: OrganisationId;
  @Text() readonly supplierName!: string;
  @Text({ description: 'Where the order stands, in the service’s words.', example: 'Pending payment' })
  readonly status!: StatusWord;
  @Text({ description: 'The phase of the order’s stream.' }) readonly phase!: OrderPhase;
  @Whole('Of the order; `If-Match` of a write takes it.') readonly revision!: number;
  @PartOrNull(OriginAnswer, 'Where the order began; null when nobody said.') readonly origin!: OriginAnswer | null;
  @Time('When it was written down.') readonly draftedAt!: Instant;
  @Time('When something last happened.') readonly updatedAt!: Instant;
  @Part(ContractAnswer, 'As it was last written.') readonly contract!: ContractAnswer;
  @Part(ConfirmationsAnswer, 'Of the contract as it is.') readonly confirmations!: ConfirmationsAnswer;
  @Text({ nullable: true, description: 'The rules that it is judged by; null before submission.' })
  readonly ruleSet!: string | null;
  @TimeOrNull('Both sides have to confirm before; null before submission.') readonly confirmBy!: Instant | null;
  @TimeOrNull('The initial payment has to arrive before; null before confirmation.') readonly payBy!: Instant | null;
  @Part(CoverAnswer, 'What the guarantee covers.') readonly cover!: CoverAnswer;
  @Part(DesignatedAccountAnswer, 'Where every payment goes; money sent elsewhere is not covered.')
  readonly designatedAccount!: DesignatedAccountAnswer;
  @Part(DebtsAnswer, 'What is owed and what has arrived.') readonly payments!: DebtsAnswer;
  @Flag('The order has taken money, whatever became of it since.') readonly hasTakenMoney!: boolean;
  @Parts(PendingPaymentAnswer, 'On their way: begun or declared, and not yet taken by the order.')
  readonly pendingPayments!: readonly PendingPaymentAnswer[];
  @Parts(WayToPayAnswer, 'How the debt that is open now can be paid; none when none can be.')
  readonly waysToPay!: readonly WayToPayAnswer[];
  @Parts(ArrivalAnswer, 'In the order in which they arrived.') readonly arrivals!: readonly ArrivalAnswer[];
  @Parts(LineQuantityAnswer, 'What has not left yet.') readonly undispatched!: readonly LineQuantityAnswer[];
  @Parts(ShipmentAnswer, 'In the order in which they left.') readonly shipments!: readonly ShipmentAnswer[];
  @Parts(PlannedShipmentAnswer, 'Neither sent yet nor taken back.')
  readonly plannedShipments!: readonly PlannedShipmentAnswer[];
  @TimeOrNull('The goods are ready to leave, as the supplier says.') readonly readyNoticeAt!: Instant | null;
  @TimeOrNull('The supplier was reminded, and may be again from then on.') readonly remindableFrom!: Instant | null;
  @TimeOrNull('The receipt counts as confirmed then; null while it is not awaited, or a dispute is open.')
  readonly automaticReceiptAt!: Instant | null;
  @TimeOrNull('Feedback may be given before; null until the order is complete.')
  readonly feedbackUntil!: Instant | null;
  @PartOrNull(FeedbackAnswer, 'What the buyer said of the supplier.') readonly feedback!: FeedbackAnswer | null;
  @Parts(DisputeAnswer, 'In the order in which they were opened.') readonly disputes!: readonly DisputeAnswer[];
  @PartOrNull(AmendmentAnswer, 'Another contract that one side wants, until it is answered or has lapsed.')
  readonly proposedAmendment!: AmendmentAnswer | null;
  @PartOrNull(ProposedCancellationAnswer, 'What one side has proposed and the other has not answered.')
  readonly proposedCancellation!: ProposedCancellationAnswer | null;
  @PartOrNull(CancellationAnswer, 'Null unless it was cancelled.') readonly cancelled!: CancellationAnswer | null;
  @PartOrNull(NextStepAnswer, 'Null once nothing happens any more.') readonly next!: NextStepAnswer | null;
  @Parts(ActAnswer, 'What the caller’s side can do, and why not now.') readonly acts!: readonly ActAnswer[];
  @Flag('The next step is the caller’s.') readonly yourMove!: boolean;
  @Flag('The next step’s time is over.') readonly overdue!: boolean;
}
