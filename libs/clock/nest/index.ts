import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { clockCommands } from './commands.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [ClockController], providers: [...clockCommands.handlers] })
export class ClockModule {}
