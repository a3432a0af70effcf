import type {
  DocumentReference,
  InspectionId,
  Instant,
  LocalDate,
  Money,
  OrderId,
  OrganisationId,
  QualityCheckId,
  SealedValue,
} from '#kernel';
import type { InspectionResult, Place } from '#contexts/inspection';
import type { CheckKind } from '#contexts/quality-check';

/** What the buyer has had looked at before the goods left. */
export interface OrderChecksDoc {
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  /** In the order in which they were asked for. */
  readonly qualityChecks: readonly QualityCheckDoc[];
  /** In the order in which they were ordered. */
  readonly inspections: readonly InspectionDoc[];
}

export interface QualityCheckDoc {
  readonly checkId: QualityCheckId;
  readonly phase: 'requested' | 'answered' | 'withdrawn';
  readonly kinds: readonly CheckKind[];
  readonly note: SealedValue<string>;
  readonly requestedAt: Instant;
  readonly answer: {
    readonly documents: readonly DocumentReference[];
    readonly note: SealedValue<string>;
    readonly answeredAt: Instant;
  } | null;
}

export interface InspectionDoc {
  readonly inspectionId: InspectionId;
  readonly phase: 'ordered' | 'scheduled' | 'performed' | 'reported' | 'cancelled';
  readonly partner: string;
  readonly place: Place;
  /** The buyer's own cost, never covered. */
  readonly fee: Money;
  readonly orderedAt: Instant;
  readonly on: LocalDate | null;
  readonly performedAt: Instant | null;
  readonly report: {
    readonly result: InspectionResult;
    readonly document: DocumentReference;
    readonly reportedAt: Instant;
  } | null;
}
