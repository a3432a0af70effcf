import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { DisputeId } from '#kernel';
import {
  Asked,
  type Asking,
  type CatchingUp,
  ChoiceField,
  DisputeIdPipe,
  FreshnessQuery,
  notFound,
  Operation,
  PageQuery,
  Pages,
  type Reading,
} from '#platform';
import { disputeTimeline, disputeViewFor, type DisputeTimelineDoc } from '../dispute-timeline/index.js';
import { DisputeAnswer, DisputeListAnswer } from './dispute.answer.js';
import { mayRead } from './may-read.js';

const PHASES = [
  'awaiting-supplier',
  'negotiating',
  'escalated',
  'under-determination',
  'determined',
  'appealed',
  'final',
  'settled',
  'withdrawn',
  'lapsed',
] as const satisfies readonly DisputeTimelineDoc['phase'][];

class DisputeListQuery extends PageQuery {
  @ChoiceField(PHASES, { description: 'Where they stand: `under-determination` and `appealed` are the arbiters’.' })
  readonly phase!: DisputeTimelineDoc['phase'];
}

const PAGE_PROBLEM = { 400: 'The page or the position is out of form, or of another store.' };

const LIST = {
  model: disputeTimeline,
  named: 'disputes',
  sort: [{ field: 'dueAt', direction: 'asc' }],
  shown: (doc: DisputeTimelineDoc) => doc,
} as const;

@ApiTags('disputes')
@Controller('v1/disputes')
export class DisputeController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Operation('read-disputes', {
    summary: 'Disputes that stand at one phase, by when something is due: what waits for an arbiter.',
    answer: DisputeListAnswer,
    problems: PAGE_PROBLEM,
  })
  list(@Query() query: DisputeListQuery, @Asked() asked: Asking): Promise<DisputeListAnswer | CatchingUp> {
    return this.pages.list({ ...LIST, where: { phase: { eq: query.phase } } }, query, asked);
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Of the dispute: `<order>-<number>`.', schema: { type: 'string' } })
  @Operation('read-dispute', {
    summary: 'One dispute: the claim, what both sides say and offer, the evidence, what was determined and refunded.',
    answer: DisputeAnswer,
    versioned: true,
    problems: { ...PAGE_PROBLEM, 404: 'There is no such dispute, or not for this caller.' },
  })
  read(
    @Param('id', DisputeIdPipe) id: DisputeId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-dispute', 'There is no such dispute.');
    const shown = (doc: DisputeTimelineDoc, reading: Reading) => ({ ...doc, you: disputeViewFor(doc, reading) });
    return this.pages.one({ model: disputeTimeline, id, mayRead, missing, shown }, query, asked);
  }
}
