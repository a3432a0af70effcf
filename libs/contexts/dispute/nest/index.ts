import { Module } from '@nestjs/common';
import { disputeCommands } from './commands.js';
import { DeterminationController } from './determination.controller.js';
import { NegotiationController } from './negotiation.controller.js';
import { DisputeNumbers } from './numbers.js';
import { OpeningController } from './opening.controller.js';

export * from './bodies.js';
export * from './commands.js';

@Module({
  controllers: [OpeningController, NegotiationController, DeterminationController],
  providers: [DisputeNumbers, ...disputeCommands.handlers],
})
export class DisputeModule {}
