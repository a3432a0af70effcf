import type { Catalogue } from '#kernel';
import { clockEvents } from '#clock';
import { conversationEvents } from '#contexts/conversation';
import { coverageEvents } from '#contexts/coverage';
import { custodyEvents } from '#contexts/custody';
import { dataSubjectEvents } from '#contexts/data-subject';
import { inspectionEvents } from '#contexts/inspection';
import { inquiryEvents } from '#contexts/inquiry';
import { listingEvents } from '#contexts/listing';
import { orderingEvents } from '#contexts/ordering';
import { qualityCheckEvents } from '#contexts/quality-check';
import { disputeEvents } from '#contexts/dispute';
import { recourseEvents } from '#contexts/recourse';
import { refundEvents } from '#contexts/refund';
import { callbackEvents, paymentEvents } from '#contexts/payment';
import { quotationEvents } from '#contexts/quotation';
import { shipmentEvents } from '#contexts/shipment';
import { supplierEvents } from '#contexts/supplier';
import { transferTermsEvents } from '#contexts/transfer-terms';
import { sagaEvents, systemEvents } from '#runtime';

/** Every event that this software writes, by who writes it, in the order in which an order lives through them. */
export const allEvents: Readonly<Record<string, Catalogue>> = {
  supplier: supplierEvents,
  listing: listingEvents,
  quotation: quotationEvents,
  conversation: conversationEvents,
  coverage: coverageEvents,
  order: orderingEvents,
  payment: paymentEvents,
  'quality check': qualityCheckEvents,
  inspection: inspectionEvents,
  'provider callback': callbackEvents,
  inquiry: inquiryEvents,
  'transfer terms': transferTermsEvents,
  shipment: shipmentEvents,
  custody: custodyEvents,
  'data subject': dataSubjectEvents,
  dispute: disputeEvents,
  refund: refundEvents,
  recourse: recourseEvents,
  saga: sagaEvents,
  runtime: systemEvents,
  clock: clockEvents,
};
