import {
  documentIdSchema,
  instantSchema,
  integer,
  moneySchema,
  nullable,
  oneOf,
  record,
  sha256Schema,
  shipmentIdSchema,
  text,
  type TypeOf,
} from '#kernel';

/** What a dispute is about; trouble with a payment is a payment inquiry. */
export const claimReasonSchema = oneOf('not-shipped', 'late-shipment', 'quality', 'quantity', 'not-as-described');
export type ClaimReason = TypeOf<typeof claimReasonSchema>;

export const disputePhaseSchema = oneOf(
  'awaiting-supplier',
  'negotiating',
  'escalated',
  'under-determination',
  'determined',
  'appealed',
  'final',
  'settled',
  'withdrawn',
  'lapsed',
);
export type DisputePhase = TypeOf<typeof disputePhaseSchema>;

export const responseKindSchema = oneOf('accept', 'counter', 'contest');
export type ResponseKind = TypeOf<typeof responseKindSchema>;

/** What a side offers: money back, the goods sent again, or something else that the note says. */
export const termsSchema = record({ kind: oneOf('refund', 'reship', 'other'), amount: nullable(moneySchema) });
export type Terms = TypeOf<typeof termsSchema>;

/** A reason and the batch that it is about; null is what has not left yet. */
export const claimSchema = record({ reason: claimReasonSchema, shipmentId: nullable(shipmentIdSchema) });
export type Claim = TypeOf<typeof claimSchema>;

/** A document in custody, as it was when it became evidence. */
export const evidenceSchema = record({
  documentId: documentIdSchema,
  sha256: sha256Schema,
  /** Bytes. */
  size: integer({ minimum: 0 }),
  mediaType: text(),
  storedAt: instantSchema,
});
export type Evidence = TypeOf<typeof evidenceSchema>;

export const faultSchema = oneOf('supplier', 'buyer', 'none');
export const goodsSchema = oneOf('keep', 'return');
export const orderFateSchema = oneOf('continues', 'ends');

/** What a determination may rely on beside documents: the claim as it was opened, and the supplier's response to it. */
export const CLAIM = 'claim';
export const RESPONSE = 'response';
