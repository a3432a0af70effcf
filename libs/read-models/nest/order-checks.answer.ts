import { ApiProperty } from '@nestjs/swagger';
import type { InspectionId, Instant, LocalDate, OrderId, OrganisationId, QualityCheckId } from '#kernel';
import type { InspectionResult, Place } from '#contexts/inspection';
import type { CheckKind } from '#contexts/quality-check';
import { MoneyBody, type Presented } from '#platform';
import type { InspectionDoc, OrderChecksDoc, QualityCheckDoc } from '../order-checks/index.js';
import { DocumentReferenceAnswer } from './document-reference.answer.js';
import { Id, Part, PartOrNull, Parts, Text, Time, TimeOrNull } from './answer-fields.js';

/** The checks of an order for the API reference; the compiler holds it to what the read model is. */

class CheckAnswerAnswer implements Presented<NonNullable<QualityCheckDoc['answer']>> {
  @Parts(DocumentReferenceAnswer, 'What the supplier showed.') readonly documents!: readonly DocumentReferenceAnswer[];
  @Text({ nullable: true, description: 'What he says to it; null once it is forgotten.' })
  readonly note!: string | null;
  @Time('When he answered.') readonly answeredAt!: Instant;
}

class QualityCheckAnswer implements Presented<QualityCheckDoc> {
  @Id('Of the check.') readonly checkId!: QualityCheckId;
  @Text({ enum: ['requested', 'answered', 'withdrawn'] }) readonly phase!: QualityCheckDoc['phase'];
  @ApiProperty({ type: 'string', isArray: true, enum: ['sample', 'photo', 'video'] })
  readonly kinds!: readonly CheckKind[];
  @Text({ nullable: true, description: 'What the buyer wants to see; null once it is forgotten.' })
  readonly note!: string | null;
  @Time('When he asked.') readonly requestedAt!: Instant;
  @PartOrNull(CheckAnswerAnswer, 'Null while there is none.') readonly answer!: CheckAnswerAnswer | null;
}

class ReportAnswer implements Presented<NonNullable<InspectionDoc['report']>> {
  @Text({ enum: ['pass', 'fail', 'inconclusive'] }) readonly result!: InspectionResult;
  @Part(DocumentReferenceAnswer, 'The report.') readonly document!: DocumentReferenceAnswer;
  @Time('When it was recorded.') readonly reportedAt!: Instant;
}

class InspectionAnswer implements Presented<InspectionDoc> {
  @Id('Of the inspection.') readonly inspectionId!: InspectionId;
  @Text({ enum: ['ordered', 'scheduled', 'performed', 'reported', 'cancelled'] })
  readonly phase!: InspectionDoc['phase'];
  @Text({ description: 'Who inspects.', example: 'SGS' }) readonly partner!: string;
  @Text({ enum: ['china', 'overseas'] }) readonly place!: Place;
  @Part(MoneyBody, 'The buyer’s own cost; it is never covered.') readonly fee!: MoneyBody;
  @Time('When it was ordered.') readonly orderedAt!: Instant;
  @Text({ format: 'date', nullable: true, description: 'On which day the inspector comes.' })
  readonly on!: LocalDate | null;
  @TimeOrNull('When it was recorded that he had been there.') readonly performedAt!: Instant | null;
  @PartOrNull(ReportAnswer, 'Null while there is none.') readonly report!: ReportAnswer | null;
}

export class OrderChecksAnswer implements Presented<OrderChecksDoc> {
  @Id('Of the order.') readonly orderId!: OrderId;
  @Text() readonly buyer!: OrganisationId;
  @Text() readonly supplier!: OrganisationId;
  @Parts(QualityCheckAnswer, 'In the order in which they were asked for.')
  readonly qualityChecks!: readonly QualityCheckAnswer[];
  @Parts(InspectionAnswer, 'In the order in which they were ordered.')
  readonly inspections!: readonly InspectionAnswer[];
}
