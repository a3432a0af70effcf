import { Module } from '@nestjs/common';
import { inspectionCommands } from './commands.js';
import { InspectionController } from './inspection.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [InspectionController], providers: [...inspectionCommands.handlers] })
export class InspectionModule {}
