import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, RecourseId } from '#kernel';
import {
  answerRead,
  callerOf,
  type CatchingUp,
  Engine,
  Freshness,
  FreshnessQuery,
  notFound,
  Operation,
  pageFrom,
  pageOf,
  Presenter,
  RecourseIdPipe,
} from '#platform';
import type { Query as StoreQuery } from '#read-store';
import { recourseClaims, type RecourseClaimDoc } from '../recourse-claims/index.js';
import { RecourseClaimAnswer, RecourseClaimsAnswer, RecourseClaimsQuery } from './recourse.answer.js';

const OUT_OF_FORM = 'The page or the position is out of form.';

/** What the platform claims back after refunds: the staff see all of it, a party what it owes itself. */
@ApiTags('recourse')
@Controller('v1/recourse-claims')
export class RecourseClaimsController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @Operation('list-recourse-claims', {
    summary: 'Claims for money back, the oldest first; for a party those that it owes itself.',
    answer: RecourseClaimsAnswer,
    problems: { 400: OUT_OF_FORM },
  })
  async list(
    @Query() query: RecourseClaimsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecourseClaimsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(recourseClaims, query, request, reply);
    if (behind !== undefined) return behind;
    const live = await this.engine.readStore.live<RecourseClaimDoc>(recourseClaims);
    const where = { ...wanted(query), ...ownOf(callerOf(request).actor) };
    const { documents, next = null } = await pageFrom(() =>
      live.find({ where, sort: [{ field: 'claimedAt', direction: 'asc' }], ...pageOf(query) }),
    );
    return { claims: await this.presenter.present(documents.map(({ doc }) => doc)), next };
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Of the claim.', schema: { type: 'string' } })
  @Operation('read-recourse-claim', {
    summary: 'A claim for money back: who owes it, why, and how far it is.',
    answer: RecourseClaimAnswer,
    versioned: true,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such claim, or not for this caller.' },
  })
  async read(
    @Param('id', RecourseIdPipe) recourseId: RecourseId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(recourseClaims, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<RecourseClaimDoc>(recourseClaims)).get(recourseId);
    const doc = stored?.doc ?? null;
    if (stored === undefined || doc === null || !maySee(doc, callerOf(request).actor))
      throw notFound('unknown-recourse', 'There is no such recourse.');
    const page = await this.presenter.present(doc);
    return answerRead(request, reply, page, this.engine.positions.toText(stored.position));
  }
}

const wanted = ({ supplier, order, state }: RecourseClaimsQuery): NonNullable<StoreQuery['where']> => ({
  ...(supplier !== undefined && { supplier: { eq: supplier } }),
  ...(order !== undefined && { orderId: { eq: order } }),
  ...(state !== undefined && { state: { eq: state } }),
});

const isParty = ({ role }: Actor): boolean => role === 'buyer' || role === 'supplier';

/** What one side owes the platform is not the other's to know. */
const ownOf = (actor: Actor): NonNullable<StoreQuery['where']> =>
  isParty(actor) ? { debtor: { eq: actor.organisation }, against: { eq: actor.role } } : {};

const maySee = ({ debtor, against }: RecourseClaimDoc, actor: Actor): boolean =>
  !isParty(actor) || (actor.role === against && actor.organisation === debtor);
