import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CatchingUp, Engine, Freshness, Operation, pageFrom, pageOf, Presenter } from '#platform';
import { operatorTasks, type OperatorTaskDoc } from '../operator-tasks/index.js';
import { OperatorTasksAnswer, OperatorTasksQuery } from './operator-task.answer.js';

/** One list of what waits for an operator; payments to look at and sagas that failed have lists of their own. */
@ApiTags('operators')
@Controller('v1/operator-tasks')
export class OperatorTasksController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @Operation('list-operator-tasks', {
    summary: 'What waits for an operator, the longest waiting first.',
    answer: OperatorTasksAnswer,
    problems: { 400: 'The page or the position is out of form.' },
  })
  async list(
    @Query() query: OperatorTasksQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OperatorTasksAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(operatorTasks, query, request, reply);
    if (behind !== undefined) return behind;
    const { kind, state = 'open' } = query;
    const where = { state: { eq: state }, ...(kind !== undefined && { kind: { eq: kind } }) };
    const live = await this.engine.readStore.live<OperatorTaskDoc>(operatorTasks);
    const { documents, next = null } = await pageFrom(() =>
      live.find({ where, sort: [{ field: 'openedAt', direction: 'asc' }], ...pageOf(query) }),
    );
    return { tasks: await this.presenter.present(documents.map(({ doc }) => doc)), next };
  }
}
