import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CatchingUp, Engine, Freshness, notFound, Operation, pageFrom, pageOf } from '#platform';
import { sagaInstanceId, sagaInstances, storyOf, type SagaInstanceDoc } from '#runtime';
import { SagaListAnswer, SagaStoryAnswer } from './saga.answer.js';
import { partOf, SagaListQuery, SagaStoryQuery } from './saga.query.js';

/** For the operators: where every process of the platform stands, and how it got there. */
@ApiTags('sagas')
@Controller('v1/sagas')
export class SagaPagesController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Operation('list-sagas', {
    summary: 'The instances of the sagas, the newest first: what runs, what waits until when, what failed and why.',
    answer: SagaListAnswer,
    problems: { 400: 'The page or the position is out of form.' },
  })
  async list(
    @Query() query: SagaListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SagaListAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(sagaInstances, query, request, reply);
    if (behind !== undefined) return behind;
    const { saga, status } = query;
    const live = await this.engine.readStore.live<SagaInstanceDoc>(sagaInstances);
    const { documents, next = null } = await pageFrom(() =>
      live.find({
        where: { ...(saga !== undefined && { saga: { eq: saga } }), ...(status && { status: { eq: status } }) },
        sort: [{ field: 'updatedAt', direction: 'desc' }],
        ...pageOf(query),
      }),
    );
    return { instances: documents.map(({ doc }) => doc), next };
  }

  @Get(':saga/instances/:instance')
  @ApiParam({ name: 'saga', description: 'Its name.', schema: { type: 'string' } })
  @ApiParam({ name: 'instance', description: 'What it is about.', schema: { type: 'string' } })
  @Operation('read-saga', {
    summary:
      'One instance of a saga, step by step: what it saw, what it decided and why, what it sent, what came back.',
    answer: SagaStoryAnswer,
    problems: { 400: 'The part is out of form.', 404: 'There is no such instance.' },
  })
  async read(
    @Param('saga') saga: string,
    @Param('instance') instance: string,
    @Query() query: SagaStoryQuery,
  ): Promise<SagaStoryAnswer> {
    const live = await this.engine.readStore.live<SagaInstanceDoc>(sagaInstances);
    const doc = (await live.get(sagaInstanceId({ saga, instance })))?.doc ?? null;
    if (doc === null) throw notFound('unknown-saga-instance', 'There is no such instance.');
    return { instance: doc, steps: await storyOf(this.engine.eventStore, doc, partOf(query)) };
  }
}
