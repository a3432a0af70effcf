import { Module } from '@nestjs/common';
import { recourseCommands } from './commands.js';
import { RecourseController } from './recourse.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [RecourseController], providers: [...recourseCommands.handlers] })
export class RecourseModule {}
