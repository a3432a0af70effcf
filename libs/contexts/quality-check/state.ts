import type {
  DocumentReference,
  LineQuantity,
  OrderId,
  OrderPhase,
  OrganisationId,
  Personal,
  QualityCheckId,
} from '#kernel';
import type { CheckKind } from './events.js';

/** Whom a check concerns. */
export interface Concerned {
  readonly checkId: QualityCheckId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}

export interface Asked {
  readonly kinds: readonly CheckKind[];
  readonly note: Personal<string>;
}

export interface Answered {
  readonly documents: readonly DocumentReference[];
  readonly note: Personal<string>;
}

export type QualityCheck =
  | { readonly phase: 'none' }
  | { readonly phase: 'requested' | 'withdrawn'; readonly concerned: Concerned; readonly asked: Asked }
  | { readonly phase: 'answered'; readonly concerned: Concerned; readonly asked: Asked; readonly answered: Answered };

/**
 * What a decision must know of other streams: the order where a check is requested, null when there is none; and of each
 * document that the answer names the one that is kept for this order, null when there is none.
 */
export type QualityCheckFacts =
  { readonly order?: CheckableOrder | null; readonly documents?: readonly (DocumentReference | null)[] } | undefined;
export interface CheckableOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: OrderPhase;
  readonly undispatched: readonly LineQuantity[];
}
