import { Module } from '@nestjs/common';
import { callbackCommands, paymentCommands } from './commands.js';
import { CallbackController } from './callback.controller.js';
import { MoneyController } from './money.controller.js';
import { PaymentController } from './payment.controller.js';

export * from './bodies.js';
export * from './callback.bodies.js';
export * from './commands.js';

@Module({
  controllers: [PaymentController, MoneyController, CallbackController],
  providers: [...paymentCommands.handlers, ...callbackCommands.handlers],
})
export class PaymentModule {}
