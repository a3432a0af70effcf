import { Module } from '@nestjs/common';
import { Access } from './access.js';
import { ChainController } from './chain.controller.js';
import { custodyCommands } from './commands.js';
import { DocumentController } from './document.controller.js';
import { Uploads } from './uploads.js';

export * from './bodies.js';
export * from './commands.js';

@Module({
  controllers: [DocumentController, ChainController],
  providers: [...custodyCommands.handlers, Uploads, Access],
})
export class CustodyModule {}
