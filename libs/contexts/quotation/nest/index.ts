import { Module } from '@nestjs/common';
import { quotationCommands } from './commands.js';
import { QuotationController } from './quotation.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [QuotationController], providers: [...quotationCommands.handlers] })
export class QuotationModule {}
