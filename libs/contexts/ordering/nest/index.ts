import { Module } from '@nestjs/common';
import { orderingCommands } from './commands.js';
import { CancellationController } from './cancellation.controller.js';
import { OrderController } from './order.controller.js';

export * from './bodies.js';
export * from './commands.js';
export * from './contract.body.js';

@Module({ controllers: [OrderController, CancellationController], providers: [...orderingCommands.handlers] })
export class OrderingModule {}
