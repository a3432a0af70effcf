import { Module } from '@nestjs/common';
import { listingCommands } from './commands.js';
import { ListingController } from './listing.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({ controllers: [ListingController], providers: [...listingCommands.handlers] })
export class ListingModule {}
