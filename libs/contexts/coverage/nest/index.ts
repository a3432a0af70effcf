import { Module } from '@nestjs/common';
import { coverageCommands } from './commands.js';
import { LimitController } from './limit.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [LimitController], providers: [...coverageCommands.handlers] })
export class CoverageModule {}
