import { Module } from '@nestjs/common';
import { shipmentCommands } from './commands.js';
import { ShipmentController } from './shipment.controller.js';

export * from './bodies.js';
export * from './commands.js';
export { factsOfClearance } from './facts.js';

@Module({ controllers: [ShipmentController], providers: [...shipmentCommands.handlers] })
export class ShipmentModule {}
