import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, DisputeId } from '#kernel';
import {
  answerRead,
  callerOf,
  type CatchingUp,
  ChoiceField,
  DisputeIdPipe,
  Engine,
  Freshness,
  FreshnessQuery,
  notFound,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Presenter,
} from '#platform';
import { disputeTimeline, disputeViewFor, type DisputeTimelineDoc } from '../dispute-timeline/index.js';
import { DisputeAnswer, DisputeListAnswer } from './dispute.answer.js';

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

@ApiTags('disputes')
@Controller('v1/disputes')
export class DisputeController {
  constructor(
    private readonly engine: Engine,
    private readonly presenter: Presenter,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Operation('read-disputes', {
    summary: 'Disputes that stand at one phase, by when something is due: what waits for an arbiter.',
    answer: DisputeListAnswer,
    versioned: true,
    problems: PAGE_PROBLEM,
  })
  async list(
    @Query() query: DisputeListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(disputeTimeline, query, request, reply);
    if (behind !== undefined) return behind;
    const live = await this.engine.readStore.live<DisputeTimelineDoc>(disputeTimeline);
    const asked = { where: { phase: { eq: query.phase } }, sort: [{ field: 'dueAt', direction: 'asc' }] } as const;
    const { documents, next } = await pageFrom(() => live.find({ ...asked, ...pageOf(query) }));
    const disputes = await this.presenter.present(documents.map(({ doc }) => doc));
    const last = documents.at(-1)?.position;
    const position = last === undefined ? 'none' : this.engine.positions.toText(last);
    return answerRead(request, reply, { disputes, next: next ?? null }, position);
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Of the dispute: `<order>-<number>`.', schema: { type: 'string' } })
  @Operation('read-dispute', {
    summary: 'One dispute: the claim, what both sides say and offer, the evidence, what was determined and refunded.',
    answer: DisputeAnswer,
    versioned: true,
    problems: { ...PAGE_PROBLEM, 404: 'There is no such dispute, or not for this caller.' },
  })
  async read(
    @Param('id', DisputeIdPipe) disputeId: DisputeId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(disputeTimeline, query, request, reply);
    if (behind !== undefined) return behind;
    const { actor } = callerOf(request);
    const stored = await (await this.engine.readStore.live<DisputeTimelineDoc>(disputeTimeline)).get(disputeId);
    const doc = stored?.doc ?? null;
    if (stored === undefined || doc === null || !mayRead(doc, actor))
      throw notFound('unknown-dispute', 'There is no such dispute.');
    const you = disputeViewFor(doc, { actor, now: this.engine.clock.now() });
    const page = await this.presenter.present({ ...doc, you });
    return answerRead(request, reply, page, this.engine.positions.toText(stored.position));
  }
}

/** Its parties and the platform's staff; to everybody else the dispute does not exist. */
function mayRead({ buyer, supplier }: DisputeTimelineDoc, { role, organisation }: Actor): boolean {
  switch (role) {
    case 'buyer':
      return organisation === buyer;
    case 'supplier':
      return organisation === supplier;
    case 'operator':
    case 'arbiter':
    case 'analyst':
    case 'auditor':
      return true;
    case 'system':
      return false;
  }
}
