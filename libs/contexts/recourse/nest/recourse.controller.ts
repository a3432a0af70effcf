import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { RecourseId } from '#kernel';
import { Operation, RecourseIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { RecoveryBody, WriteOffBody } from './bodies.js';
import { RecordRecoveryCommand, WriteOffRecourseCommand } from './commands.js';

/** What comes back after a refund. */
@ApiTags('recourse')
@ApiParam({
  name: 'id',
  description: 'Of the claim: the refund’s, or the order’s after a chargeback.',
  schema: { type: 'string' },
})
@Controller('v1/recourse/:id')
export class RecourseController {
  constructor(private readonly writes: WriteSide) {}

  @Post('recoveries')
  @Operation('record-recovery', { summary: 'Record money that has come back; it restores the supplier’s cover.' })
  recover(
    @Param('id', RecourseIdPipe) recourseId: RecourseId,
    @Body() { amount }: RecoveryBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'record-recovery', recourseId, amount: toMoneyData(amount) } as const;
    return this.writes.send(new RecordRecoveryCommand(recourseId, command, write.envelope()));
  }

  @Post('write-offs')
  @Operation('write-off-recourse', { summary: 'Give up what is outstanding; it restores nothing.' })
  writeOff(
    @Param('id', RecourseIdPipe) recourseId: RecourseId,
    @Body() { reason }: WriteOffBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'write-off-recourse', recourseId, reason } as const;
    return this.writes.send(new WriteOffRecourseCommand(recourseId, command, write.envelope()));
  }
}
