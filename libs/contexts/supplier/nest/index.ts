import { Module } from '@nestjs/common';
import { supplierCommands } from './commands.js';
import { SupplierController } from './supplier.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [SupplierController], providers: [...supplierCommands.handlers] })
export class SupplierModule {}
