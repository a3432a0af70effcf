import { Module } from '@nestjs/common';
import { refundCommands } from './commands.js';
import { RefundController } from './refund.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [RefundController], providers: [...refundCommands.handlers] })
export class RefundModule {}
