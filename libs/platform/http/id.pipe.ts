import { Injectable, type PipeTransform } from '@nestjs/common';
import {
  disputeId,
  documentId,
  inquiryId,
  inspectionId,
  orderId,
  organisationId,
  paymentId,
  qualityCheckId,
  recourseId,
  refundId,
  conversationId,
  listingId,
  quotationId,
  shipmentId,
} from '#kernel';
import { notFound } from '../problem/problem.js';

/** An id in a path. One that is out of form names nothing that exists. */
const idPipe = <T>(kind: string, parse: (text: string) => T): new () => PipeTransform<string, T> => {
  @Injectable()
  class IdPipe implements PipeTransform<string, T> {
    transform(text: string): T {
      try {
        return parse(text);
      } catch {
        throw notFound(`unknown-${kind}`, `There is no such ${kind}.`);
      }
    }
  }
  return IdPipe;
};

export const ConversationIdPipe = idPipe('conversation', conversationId);
export const DocumentIdPipe = idPipe('document', documentId);
export const DisputeIdPipe = idPipe('dispute', disputeId);
export const RefundIdPipe = idPipe('refund', refundId);
export const RecourseIdPipe = idPipe('recourse', recourseId);
export const InquiryIdPipe = idPipe('inquiry', inquiryId);
export const ListingIdPipe = idPipe('listing', listingId);
export const OrderIdPipe = idPipe('order', orderId);
export const PaymentIdPipe = idPipe('payment', paymentId);
export const QuotationIdPipe = idPipe('quotation', quotationId);
export const ShipmentIdPipe = idPipe('shipment', shipmentId);
export const QualityCheckIdPipe = idPipe('check', qualityCheckId);
export const InspectionIdPipe = idPipe('inspection', inspectionId);
export const OrganisationIdPipe = idPipe('organisation', organisationId);
export const SupplierIdPipe = idPipe('supplier', organisationId);
