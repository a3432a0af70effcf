import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { START, type Position } from '#kernel';
import { ChoiceField, Freshness, Operation, Positions } from '#platform';
import { SagaSummaryAnswer } from './saga-summary.answer.js';

class SagaSummaryQuery {
  @ChoiceField(['true', 'false'], {
    description: 'Waits until nothing is due any more (`Prefer: wait=<seconds>`, 5 if not said).',
    optional: true,
  })
  readonly settled?: 'true' | 'false';
}

/** For the operators: whether the platform is through with what it does by itself, and what holds it up. */
@ApiTags('sagas')
@Controller('v1/sagas/summary')
export class SagaSummaryController {
  constructor(
    private readonly freshness: Freshness,
    private readonly positions: Positions,
  ) {}

  @Get()
  @Operation('read-saga-summary', {
    summary:
      'How the sagas stand together: what is under way, waits, failed or is overdue, and whether all is settled.',
    answer: SagaSummaryAnswer,
    problems: { 400: 'The query is out of form.' },
  })
  @ApiResponse({
    status: 202,
    type: SagaSummaryAnswer,
    description: 'Not settled within the time; ask again.',
    headers: { 'Retry-After': { description: 'Seconds after which it may do better.', schema: { type: 'integer' } } },
  })
  async read(
    @Query() { settled }: SagaSummaryQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SagaSummaryAnswer> {
    const asked = settled === 'true';
    const summary = await this.freshness.sagaSummary(asked, request);
    if (asked && !summary.settled) reply.status(202).header('retry-after', 1);
    const { position, heardUpTo } = summary;
    return { ...summary, position: this.#text(position), heardUpTo: this.#text(heardUpTo) };
  }

  #text(position: Position): string | null {
    return position === START ? null : this.positions.toText(position);
  }
}
