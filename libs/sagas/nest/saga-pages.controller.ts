import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Asked, type Asking, type CatchingUp, Engine, notFound, Operation, Pages } from '#platform';
import { sagaInstanceId, sagaInstances, storyOf, type SagaInstanceDoc } from '#runtime';
import { SagaListAnswer, SagaStoryAnswer } from './saga.answer.js';
import { partOf, SagaListQuery, SagaStoryQuery } from './saga.query.js';

const LIST = {
  model: sagaInstances,
  named: 'instances',
  sort: [{ field: 'updatedAt', direction: 'desc' }],
  shown: (doc: SagaInstanceDoc) => doc,
} as const;

/** For the operators: where every process of the platform stands, and how it got there. */
@ApiTags('sagas')
@Controller('v1/sagas')
export class SagaPagesController {
  constructor(
    private readonly engine: Engine,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Operation('list-sagas', {
    summary: 'The instances of the sagas, the newest first: what runs, what waits until when, what failed and why.',
    answer: SagaListAnswer,
    problems: { 400: 'The page or the position is out of form.' },
  })
  list(@Query() query: SagaListQuery, @Asked() asked: Asking): Promise<SagaListAnswer | CatchingUp> {
    const { saga, status } = query;
    const where = { ...(saga !== undefined && { saga: { eq: saga } }), ...(status && { status: { eq: status } }) };
    return this.pages.list({ ...LIST, where }, query, asked);
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
