import { Module } from '@nestjs/common';
import { orderingCommands } from './commands.js';
import { AmendmentController } from './amendment.controller.js';
import { CancellationController } from './cancellation.controller.js';
import { OrderController } from './order.controller.js';
import { PerformanceController } from './performance.controller.js';

export * from './bodies.js';
export * from './commands.js';
export * from './contract.body.js';

@Module({
  controllers: [OrderController, AmendmentController, CancellationController, PerformanceController],
  providers: [...orderingCommands.handlers],
})
export class OrderingModule {}
