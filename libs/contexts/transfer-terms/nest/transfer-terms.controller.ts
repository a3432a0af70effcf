import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { TRANSFER_TERMS } from '../index.js';
import { TransferCalendarBody, TransferFeeBody } from './bodies.js';
import { SetTransferCalendarCommand, SetTransferFeeCommand } from './commands.js';

@ApiTags('payments')
@Controller('v1/transfer-terms')
export class TransferTermsController {
  constructor(private readonly writes: WriteSide) {}

  @Post('fees')
  @Operation('set-transfer-fee', { summary: 'Say what a telegraphic transfer from a country costs the buyer.' })
  setFee(@Body() { country, fee }: TransferFeeBody, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'set-transfer-fee', country, fee: fee === undefined ? null : toMoneyData(fee) } as const;
    return this.writes.send(new SetTransferFeeCommand(TRANSFER_TERMS, command, write.envelope()));
  }

  @Post('calendars')
  @Operation('set-transfer-calendar', { summary: 'Say whose working days count on the way of telegraphic transfers.' })
  setCalendar(@Body() { calendar }: TransferCalendarBody, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'set-transfer-calendar', calendar } as const;
    return this.writes.send(new SetTransferCalendarCommand(TRANSFER_TERMS, command, write.envelope()));
  }
}
