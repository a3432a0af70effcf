import { Module } from '@nestjs/common';
import { qualityCheckCommands } from './commands.js';
import { QualityCheckController } from './quality-check.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [QualityCheckController], providers: [...qualityCheckCommands.handlers] })
export class QualityCheckModule {}
