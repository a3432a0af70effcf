import { branded } from './schema.js';

declare const idBrand: unique symbol;

/** The id of one kind of thing: text at run time, and for the compiler not to be taken for another kind's. */
export type Id<Kind extends string> = string & { readonly [idBrand]: Kind };

export type OrderId = Id<'order'>;
export type PaymentId = Id<'payment'>;
export type ShipmentId = Id<'shipment'>;
/** A case about money that was sent and is not seen. */
export type InquiryId = Id<'inquiry'>;
/** A document in custody. */
export type DocumentId = Id<'document'>;
/** The n-th dispute of an order, `<order>-<n>`. */
export type DisputeId = Id<'dispute'>;
/** The k-th refund of a dispute, `<dispute>-<k>`; also what the payment provider knows it by. */
export type RefundId = Id<'refund'>;
/** A claim for money back: named after the refund that it follows, or after the order whose payments were taken back. */
export type RecourseId = Id<'recourse'>;
export type QualityCheckId = Id<'quality-check'>;
export type InspectionId = Id<'inspection'>;
export type ListingId = Id<'listing'>;
export type QuotationId = Id<'quotation'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;
/** A buyer or a supplier, as the tokens of its people name it. */
export type OrganisationId = Id<'organisation'>;

/** A UUID in lower case, so that one id has one form. */
const UUID_TEXT = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const UUID = `^${UUID_TEXT}$`;
/** Counted from 1. */
const NUMBER = '[1-9]\\d{0,5}';
/** Up to 63 letters, digits and dashes: it is part of stream names and of addresses. */
const ORGANISATION = '^[a-z0-9][a-z0-9-]{0,62}$';

// Each parser throws RangeError for text of another form.
export const { schema: orderIdSchema, parse: orderId } = kind<OrderId>(UUID);
export const { schema: paymentIdSchema, parse: paymentId } = kind<PaymentId>(UUID);
export const { schema: shipmentIdSchema, parse: shipmentId } = kind<ShipmentId>(UUID);
export const { schema: inquiryIdSchema, parse: inquiryId } = kind<InquiryId>(UUID);
export const { schema: documentIdSchema, parse: documentId } = kind<DocumentId>(UUID);
export const { schema: disputeIdSchema, parse: disputeId } = kind<DisputeId>(`^${UUID_TEXT}-${NUMBER}$`);
const REFUND = `^(${UUID_TEXT}-${NUMBER})-${NUMBER}$`;
export const { schema: refundIdSchema, parse: refundId } = kind<RefundId>(REFUND);
export const { schema: recourseIdSchema, parse: recourseId } = kind<RecourseId>(
  `^${UUID_TEXT}(-${NUMBER}-${NUMBER}(-excess)?)?$`,
);
export const { schema: qualityCheckIdSchema, parse: qualityCheckId } = kind<QualityCheckId>(UUID);
export const { schema: inspectionIdSchema, parse: inspectionId } = kind<InspectionId>(UUID);
export const { schema: listingIdSchema, parse: listingId } = kind<ListingId>(UUID);
export const { schema: quotationIdSchema, parse: quotationId } = kind<QuotationId>(UUID);
export const { schema: conversationIdSchema, parse: conversationId } = kind<ConversationId>(UUID);
export const { schema: messageIdSchema, parse: messageId } = kind<MessageId>(UUID);
export const { schema: organisationIdSchema, parse: organisationId } = kind<OrganisationId>(ORGANISATION);

/** The order that a dispute is of; it is in the dispute's id. */
export const orderOfDispute = (id: DisputeId): OrderId => orderId(id.slice(0, 36));

/** The dispute of the refund that a key of the provider's stands for; null when it is another pay-out's, a return's. */
export function disputeOfRefund(key: string): DisputeId | null {
  const dispute = new RegExp(REFUND).exec(key)?.[1];
  return dispute === undefined ? null : disputeId(dispute);
}

function kind<T extends Id<string>>(pattern: string) {
  const form = new RegExp(pattern);
  const parse = (text: string): T => {
    if (!form.test(text)) throw new RangeError(`"${text}" is not an id of this kind`);
    return text as T; // checked above
  };
  return { schema: branded<T>(pattern), parse };
}
