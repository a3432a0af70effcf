import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { instant } from '#kernel';
import {
  Engine,
  Operation,
  Problem,
  Write,
  WriteRequest,
  WriteSide,
  type DomainCommand,
  type WriteAnswer,
} from '#platform';
import { MOVABLE, MovableClock, parseDuration } from '../index.js';
import { AdvanceBody, ClockAnswer, SetBody } from './bodies.js';
import { AdvanceClockCommand, SetClockCommand } from './commands.js';

/** The time by which deadlines are judged. Off production it can be moved, so that weeks are lived through in a minute. */
@ApiTags('clock')
@Controller('v1/clock')
export class ClockController {
  constructor(
    private readonly engine: Engine,
    private readonly writes: WriteSide,
  ) {}

  @Get()
  @Operation('read-clock', { summary: 'What time it is here.', answer: ClockAnswer })
  read(): ClockAnswer {
    const { clock } = this.engine;
    const movable = clock instanceof MovableClock;
    return { now: clock.now(), movable, offsetMillis: movable ? clock.offsetMillis : 0 };
  }

  @Post('advances')
  @Operation('advance-clock', { summary: 'Move the time on.' })
  advance(@Body() { by }: AdvanceBody, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'advance-clock', byMillis: parseDuration(by) } as const;
    return this.#move(new AdvanceClockCommand(MOVABLE, command, write.envelope()));
  }

  @Post('settings')
  @Operation('set-clock', { summary: 'Set the time.' })
  set(@Body() { to }: SetBody, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'set-clock', to: instant(to) } as const;
    return this.#move(new SetClockCommand(MOVABLE, command, write.envelope()));
  }

  /** Who has moved the clock finds it moved with his next request. */
  async #move(command: DomainCommand): Promise<WriteAnswer> {
    const { clock } = this.engine;
    if (!(clock instanceof MovableClock))
      throw new Problem({ status: 409, code: 'clock-not-movable', detail: 'This installation goes by the real time.' });
    const answer = await this.writes.send(command);
    await clock.refresh();
    return answer;
  }
}
