import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor, RecourseId } from '#kernel';
import {
  Asked,
  type Asking,
  callerOf,
  type CatchingUp,
  FreshnessQuery,
  notFound,
  Operation,
  Pages,
  RecourseIdPipe,
} from '#platform';
import type { Query as StoreQuery } from '#read-store';
import { recourseClaims, type RecourseClaimDoc } from '../recourse-claims/index.js';
import { RecourseClaimAnswer, RecourseClaimsAnswer, RecourseClaimsQuery } from './recourse.answer.js';

const OUT_OF_FORM = 'The page or the position is out of form.';

const LIST = {
  model: recourseClaims,
  named: 'claims',
  sort: [{ field: 'claimedAt', direction: 'asc' }],
  shown: (doc: RecourseClaimDoc) => doc,
} as const;

/** What the platform claims back after refunds: the staff see all of it, a party what it owes itself. */
@ApiTags('recourse')
@Controller('v1/recourse-claims')
export class RecourseClaimsController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Operation('list-recourse-claims', {
    summary: 'Claims for money back, the oldest first; for a party those that it owes itself.',
    answer: RecourseClaimsAnswer,
    problems: { 400: OUT_OF_FORM },
  })
  list(@Query() query: RecourseClaimsQuery, @Asked() asked: Asking): Promise<RecourseClaimsAnswer | CatchingUp> {
    const where = { ...wanted(query), ...ownOf(callerOf(asked.request).actor) };
    return this.pages.list({ ...LIST, where }, query, asked);
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Of the claim.', schema: { type: 'string' } })
  @Operation('read-recourse-claim', {
    summary: 'A claim for money back: who owes it, why, and how far it is.',
    answer: RecourseClaimAnswer,
    versioned: true,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such claim, or not for this caller.' },
  })
  read(
    @Param('id', RecourseIdPipe) id: RecourseId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-recourse', 'There is no such recourse.');
    return this.pages.one({ model: recourseClaims, id, mayRead: maySee, missing }, query, asked);
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
