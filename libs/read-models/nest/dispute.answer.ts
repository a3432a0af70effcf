import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type {
  CoverageType,
  DisputeId,
  DocumentId,
  Instant,
  OrderId,
  OrganisationId,
  RefundId,
  ShipmentId,
  Side,
} from '#kernel';
import { MoneyBody, PageAnswer, type Presented } from '#platform';
import type {
  DisputeTimelineDoc,
  DisputeView,
  EvidenceDoc,
  OfferDoc,
  RefundDoc,
  VerdictDoc,
} from '../dispute-timeline/index.js';

/** A dispute for the API reference; the compiler holds it to what the read model and its view are. */

const Text = (told: ApiPropertyOptions = {}): PropertyDecorator => ApiProperty({ type: 'string', ...told });
const Words = (description: string): PropertyDecorator => Text({ nullable: true, description });
const Id = (description: string): PropertyDecorator => Text({ format: 'uuid', description });
const Time = (description: string): PropertyDecorator => Text({ format: 'date-time', description });
const TimeOrNull = (description: string): PropertyDecorator =>
  Text({ format: 'date-time', description, nullable: true });
const Whole = (description: string): PropertyDecorator => ApiProperty({ type: 'integer', description });
const Flag = (description: string): PropertyDecorator => ApiProperty({ type: 'boolean', description });
const Part = (type: new () => object, description: string): PropertyDecorator => ApiProperty({ type, description });
const PartOrNull = (type: new () => object, description: string): PropertyDecorator =>
  ApiProperty({ type, description, nullable: true });
const Parts = (type: new () => object, description: string): PropertyDecorator =>
  ApiProperty({ type, isArray: true, description });
const Choices = (description: string, ...values: readonly string[]): PropertyDecorator =>
  ApiProperty({ type: 'string', enum: [...values], isArray: true, description });
const Choice = (...values: readonly string[]): PropertyDecorator => Text({ enum: [...values] });

class WindowAnswer {
  @Text() readonly reason!: DisputeTimelineDoc['reasons'][number];
  @Text({ nullable: true, description: 'The batch; null for what had not left.' })
  readonly shipmentId!: ShipmentId | null;
  @Time('From when on it could be claimed.') readonly opensAt!: Instant;
  @TimeOrNull('Before when; null where nothing closed it yet.') readonly closesAt!: Instant | null;
}

class SilenceAnswer {
  @Choice('lapse', 'auto-escalate', 'close') readonly policy!: DisputeTimelineDoc['silence']['policy'];
  @Time('When.') readonly at!: Instant;
}

class ResponseAnswer {
  @Choice('accept', 'counter', 'contest') readonly kind!: 'accept' | 'counter' | 'contest';
  @Words('In the supplier’s words; null where he said none, or they were forgotten.')
  readonly statement!: string | null;
  @Time('When.') readonly at!: Instant;
}

class OfferAnswer implements Presented<OfferDoc> {
  @Whole('From 1.') readonly number!: number;
  @Choice('buyer', 'supplier') readonly side!: Side;
  @Choice('refund', 'reship', 'other') readonly kind!: OfferDoc['kind'];
  @PartOrNull(MoneyBody, 'Where it is money.') readonly amount!: MoneyBody | null;
  @Words('What its author says of it.') readonly note!: string | null;
  @Time('When.') readonly at!: Instant;
  @Choice('standing', 'superseded', 'rejected', 'accepted') readonly status!: OfferDoc['status'];
  @Words('Why it was rejected.') readonly whyRejected!: string | null;
}

class EvidenceAnswer implements Presented<EvidenceDoc> {
  @Id('Of the document; it is served at `/v1/documents/{id}`.') readonly documentId!: DocumentId;
  @Text() readonly sha256!: string;
  @Whole('Bytes.') readonly size!: number;
  @Text() readonly mediaType!: string;
  @Choice('buyer', 'supplier') readonly side!: Side;
  @Time('When it became evidence.') readonly submittedAt!: Instant;
}

class EscalationAnswer {
  @Choice('buyer', 'platform') readonly by!: 'buyer' | 'platform';
  @Choice('no-response', 'no-solution') readonly cause!: 'no-response' | 'no-solution';
  @Time('When.') readonly at!: Instant;
}

class VerdictAnswer implements Presented<VerdictDoc> {
  @Choice('supplier', 'buyer', 'none') readonly fault!: VerdictDoc['fault'];
  @Part(MoneyBody, 'What the buyer gets back, as far as it is payable.') readonly amount!: MoneyBody;
  @Words('The arbiter’s reasons.') readonly reasons!: string | null;
  @ApiProperty({ type: 'string', isArray: true, description: 'What it relies on.' })
  readonly evidence!: readonly string[];
  @Choice('keep', 'return') readonly goods!: VerdictDoc['goods'];
  @Choice('continues', 'ends') readonly order!: VerdictDoc['order'];
  @Time('When.') readonly at!: Instant;
}

class AppealAnswer {
  @Choice('buyer', 'supplier') readonly side!: Side;
  @Words('In its words.') readonly statement!: string | null;
  @Time('When.') readonly at!: Instant;
}

class RefundAnswer implements Presented<RefundDoc> {
  @Text({ description: 'The provider knows it by the same.' }) readonly refundId!: RefundId;
  @Choice('determination', 'settlement', 'appeal') readonly origin!: RefundDoc['origin'];
  @Part(MoneyBody, 'What was determined or agreed on.') readonly determined!: MoneyBody;
  @Part(MoneyBody, 'What of it is payable.') readonly amount!: MoneyBody;
  @Choice('not-due', 'authorised', 'submitted', 'succeeded', 'failed', 'manual-review')
  readonly status!: RefundDoc['status'];
  @Whole('How often the provider was asked to pay.') readonly attempts!: number;
  @Text({ nullable: true, description: 'Why it failed last.' }) readonly reason!: string | null;
}

class EntryAnswer {
  @Text({ description: 'What happened, as the event’s type.' }) readonly type!: string;
  @Time('When.') readonly at!: Instant;
  @Choice('buyer', 'supplier', 'platform') readonly by!: Side | 'platform';
}

/** Without what only the caller's page shows. */
export class DisputeSummaryAnswer implements Presented<DisputeTimelineDoc> {
  @Text({ description: '`<order>-<number>`.' }) readonly disputeId!: DisputeId;
  @Id('Of the order.') readonly orderId!: OrderId;
  @Whole('Of the order’s disputes, from 1.') readonly number!: number;
  @Text() readonly buyer!: OrganisationId;
  @Text() readonly supplier!: OrganisationId;
  @Text({ description: 'Where it stands.' }) readonly phase!: DisputeTimelineDoc['phase'];
  @Whole('Of the dispute; `If-Match` of a write takes it.') readonly revision!: number;
  @Choices('What is wrong.', 'not-shipped', 'late-shipment', 'quality', 'quantity', 'not-as-described')
  readonly reasons!: DisputeTimelineDoc['reasons'];
  @Parts(WindowAnswer, 'Each reason with what it is about.') readonly windows!: readonly WindowAnswer[];
  @Words('In the buyer’s words.') readonly statement!: string | null;
  @Choice('pre-shipment', 'post-delivery') readonly coverageType!: CoverageType;
  @Time('When it was opened.') readonly openedAt!: Instant;
  @Time('When something last happened.') readonly updatedAt!: Instant;
  @Time('Without a response until then the buyer may escalate.') readonly respondBy!: Instant;
  @Time('Without a solution until then he may escalate.') readonly solveBy!: Instant;
  @Part(SilenceAnswer, 'What follows when nobody moves.') readonly silence!: SilenceAnswer;
  @PartOrNull(ResponseAnswer, 'The supplier’s answer to the claim.') readonly response!: ResponseAnswer | null;
  @TimeOrNull('When he first answered or offered something.') readonly respondedAt!: Instant | null;
  @Parts(OfferAnswer, 'In their order; the last may stand.') readonly offers!: readonly OfferAnswer[];
  @Parts(EvidenceAnswer, 'Of both sides, in its order.') readonly evidence!: readonly EvidenceAnswer[];
  @PartOrNull(EscalationAnswer, 'Null unless it went to the platform.') readonly escalation!: EscalationAnswer | null;
  @TimeOrNull('Until when evidence is taken, once that is limited.') readonly evidenceUntil!: Instant | null;
  @Choices('Who has nothing more to submit.', 'buyer', 'supplier') readonly evidenceDone!: readonly Side[];
  @PartOrNull(VerdictAnswer, 'What was determined.') readonly determination!: VerdictAnswer | null;
  @TimeOrNull('Until when a losing side may appeal.') readonly appealUntil!: Instant | null;
  @Choices('Who lost something.', 'buyer', 'supplier') readonly mayAppeal!: readonly Side[];
  @Parts(AppealAnswer, 'At most one of each side.') readonly appeals!: readonly AppealAnswer[];
  @PartOrNull(VerdictAnswer, 'In place of the determination.') readonly appealDecision!: VerdictAnswer | null;
  @Parts(RefundAnswer, 'What goes back to the buyer.') readonly refunds!: readonly RefundAnswer[];
  @PartOrNull(MoneyBody, 'In all, once the dispute is closed.') readonly refunded!: MoneyBody | null;
  @TimeOrNull('The next moment that matters.') readonly dueAt!: Instant | null;
  @Parts(EntryAnswer, 'Everything that happened, in its order.') readonly timeline!: readonly EntryAnswer[];
}

export class CallerAnswer implements DisputeView {
  @TimeOrNull('From when on the buyer may escalate.') readonly escalationOpensAt!: Instant | null;
  @Flag('The caller may escalate now.') readonly mayEscalate!: boolean;
  @Flag('The caller’s side may submit evidence now.') readonly mayAddEvidence!: boolean;
  @Flag('The caller’s side may appeal now.') readonly mayAppeal!: boolean;
  @Flag('The caller can determine now, or decide on an appeal.') readonly mayDetermine!: boolean;
}

export class DisputeAnswer extends DisputeSummaryAnswer {
  @Part(CallerAnswer, 'What the caller can do now.') readonly you!: CallerAnswer;
}

export class DisputeListAnswer extends PageAnswer {
  @Parts(DisputeSummaryAnswer, 'Who has waited longest comes first.')
  readonly disputes!: readonly DisputeSummaryAnswer[];
}
