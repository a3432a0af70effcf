import { Module } from '@nestjs/common';
import { orderingCommands } from './commands.js';
import { OrderController } from './order.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [OrderController], providers: [...orderingCommands.handlers] })
export class OrderingModule {}
