import { Module } from '@nestjs/common';
import { conversationCommands, ConversationModule } from '#contexts/conversation/nest';
import { coverageCommands, CoverageModule } from '#contexts/coverage/nest';
import { custodyCommands, CustodyModule } from '#contexts/custody/nest';
import { dataSubjectCommands, DataSubjectModule } from '#contexts/data-subject/nest';
import { inspectionCommands, InspectionModule } from '#contexts/inspection/nest';
import { inquiryCommands, InquiryModule } from '#contexts/inquiry/nest';
import { listingCommands, ListingModule } from '#contexts/listing/nest';
import { orderingCommands, OrderingModule } from '#contexts/ordering/nest';
import { qualityCheckCommands, QualityCheckModule } from '#contexts/quality-check/nest';
import { disputeCommands, DisputeModule } from '#contexts/dispute/nest';
import { recourseCommands, RecourseModule } from '#contexts/recourse/nest';
import { refundCommands, RefundModule } from '#contexts/refund/nest';
import { callbackCommands, paymentCommands, PaymentModule } from '#contexts/payment/nest';
import { quotationCommands, QuotationModule } from '#contexts/quotation/nest';
import { shipmentCommands, ShipmentModule } from '#contexts/shipment/nest';
import { supplierCommands, SupplierModule } from '#contexts/supplier/nest';
import { transferTermsCommands, TransferTermsModule } from '#contexts/transfer-terms/nest';
import type { CommandSet } from '#platform';

/** The write side: every context with its controllers and command handlers. */
@Module({
  imports: [
    SupplierModule,
    ListingModule,
    QuotationModule,
    ConversationModule,
    CoverageModule,
    OrderingModule,
    PaymentModule,
    InquiryModule,
    TransferTermsModule,
    ShipmentModule,
    CustodyModule,
    QualityCheckModule,
    InspectionModule,
    DisputeModule,
    RefundModule,
    RecourseModule,
    DataSubjectModule,
  ],
})
export class ContextsModule {}

/** Every command there is, for the sagas to send. */
export const contextCommands: readonly CommandSet[] = [
  supplierCommands,
  listingCommands,
  quotationCommands,
  conversationCommands,
  coverageCommands,
  orderingCommands,
  paymentCommands,
  callbackCommands,
  inquiryCommands,
  transferTermsCommands,
  shipmentCommands,
  custodyCommands,
  qualityCheckCommands,
  inspectionCommands,
  disputeCommands,
  refundCommands,
  recourseCommands,
  dataSubjectCommands,
];
