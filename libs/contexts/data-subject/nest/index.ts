import { Module } from '@nestjs/common';
import { dataSubjectCommands } from './commands.js';
import { DataSubjectController } from './data-subject.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [DataSubjectController], providers: [...dataSubjectCommands.handlers] })
export class DataSubjectModule {}
