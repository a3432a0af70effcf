import type {
  DocumentReference,
  InspectionId,
  LineQuantity,
  LocalDate,
  OrderId,
  OrderPhase,
  OrganisationId,
} from '#kernel';
import type { InspectionResult, Place } from './events.js';

/** Whom an inspection concerns. */
export interface Concerned {
  readonly inspectionId: InspectionId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}

/** What stays with an inspection through all its phases. */
export interface Known {
  readonly concerned: Concerned;
  readonly partner: string;
  readonly place: Place;
  readonly ruleSet: string;
}

export type Inspection =
  | { readonly phase: 'none' }
  | (Known & { readonly phase: 'ordered' | 'performed' | 'cancelled' })
  | (Known & { readonly phase: 'scheduled'; readonly on: LocalDate })
  | (Known & {
      readonly phase: 'reported';
      readonly result: InspectionResult;
      readonly report: DocumentReference;
    });

/**
 * What a decision must know of other streams: the order where an inspection is ordered, null when there is none; and the
 * report as it is kept for this order, null when it is not.
 */
export type InspectionFacts =
  { readonly order?: InspectableOrder | null; readonly report?: DocumentReference | null } | undefined;
export interface InspectableOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: OrderPhase;
  readonly undispatched: readonly LineQuantity[];
  /** The rule set that the order is pinned to; undefined before it is. */
  readonly ruleSet: string | undefined;
}
