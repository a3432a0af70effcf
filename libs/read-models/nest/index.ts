import { Module } from '@nestjs/common';
import { DisputeController } from './dispute.controller.js';
import { OrderChecksController } from './order-checks.controller.js';
import { InquiryPageController } from './inquiry.controller.js';
import { ConversationsController } from './conversation.controller.js';
import { MessageCentre } from './message-centre.js';
import { OperatorTasksController } from './operator-task.controller.js';
import { OrderDocumentsController } from './order-documents.controller.js';
import { OrderStatusController } from './order-status.controller.js';
import { PaymentPageController } from './payment.controller.js';
import { PreviewController } from './preview.controller.js';
import { OrderStatusLiveController } from './order-status.live.controller.js';
import { ProductController } from './product.controller.js';
import { QuotationsController } from './quotation.controller.js';
import { RecourseClaimsController } from './recourse.controller.js';
import { Shop } from './shop.js';
import { SupplierDirectoryController } from './supplier.controller.js';
import { SupplierFeedbackController } from './supplier-feedback.controller.js';

export * from './dispute.answer.js';
export * from './order-checks.answer.js';
export * from './inquiry.answer.js';
export * from './conversation.answer.js';
export * from './operator-task.answer.js';
export * from './order-documents.answer.js';
export * from './order-status.answer.js';
export * from './payment.answer.js';
export * from './preview.answer.js';
export * from './product.answer.js';
export { QuotationAnswer, QuotationsAnswer } from './quotation.controller.js';
export * from './recourse.answer.js';
export * from './supplier.answer.js';
export { FeedbackOfSupplierAnswer } from './supplier-feedback.controller.js';

/** The read side: what people ask for, out of the read models. */
@Module({
  controllers: [
    InquiryPageController,
    ConversationsController,
    OrderStatusController,
    OrderDocumentsController,
    OrderChecksController,
    PaymentPageController,
    PreviewController,
    OrderStatusLiveController,
    DisputeController,
    RecourseClaimsController,
    OperatorTasksController,
    SupplierDirectoryController,
    SupplierFeedbackController,
    ProductController,
    QuotationsController,
  ],
  providers: [Shop, MessageCentre],
})
export class ReadModelsModule {}
