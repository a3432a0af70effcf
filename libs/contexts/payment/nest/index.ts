import { Module } from '@nestjs/common';
import { paymentCommands } from './commands.js';
import { PaymentController } from './payment.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [PaymentController], providers: [...paymentCommands.handlers] })
export class PaymentModule {}
