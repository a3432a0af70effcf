import { Module } from '@nestjs/common';
import { inquiryCommands } from './commands.js';
import { InquiryController } from './inquiry.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [InquiryController], providers: [...inquiryCommands.handlers] })
export class InquiryModule {}
