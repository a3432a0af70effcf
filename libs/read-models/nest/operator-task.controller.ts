import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asked, type Asking, type CatchingUp, Operation, Pages } from '#platform';
import { operatorTasks, type OperatorTaskDoc } from '../operator-tasks/index.js';
import { OperatorTasksAnswer, OperatorTasksQuery } from './operator-task.answer.js';

const LIST = {
  model: operatorTasks,
  named: 'tasks',
  sort: [{ field: 'openedAt', direction: 'asc' }],
  shown: (doc: OperatorTaskDoc) => doc,
} as const;

/** One list of what waits for an operator; payments to look at and sagas that failed have lists of their own. */
@ApiTags('operators')
@Controller('v1/operator-tasks')
export class OperatorTasksController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Operation('list-operator-tasks', {
    summary: 'What waits for an operator, the longest waiting first.',
    answer: OperatorTasksAnswer,
    problems: { 400: 'The page or the position is out of form.' },
  })
  list(@Query() query: OperatorTasksQuery, @Asked() asked: Asking): Promise<OperatorTasksAnswer | CatchingUp> {
    const { kind, state = 'open' } = query;
    const where = { state: { eq: state }, ...(kind !== undefined && { kind: { eq: kind } }) };
    return this.pages.list({ ...LIST, where }, query, asked);
  }
}
