import { Module } from '@nestjs/common';
import { OrderStatusController } from './order-status.controller.js';
import { SupplierDirectoryController } from './supplier.controller.js';

export * from './order-status.answer.js';
export * from './supplier.answer.js';

/** The read side: what people ask for, out of the read models. */
@Module({ controllers: [OrderStatusController, SupplierDirectoryController] })
export class ReadModelsModule {}
