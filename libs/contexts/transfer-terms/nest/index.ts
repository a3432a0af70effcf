import { Module } from '@nestjs/common';
import { transferTermsCommands } from './commands.js';
import { TransferTermsController } from './transfer-terms.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [TransferTermsController], providers: [...transferTermsCommands.handlers] })
export class TransferTermsModule {}
