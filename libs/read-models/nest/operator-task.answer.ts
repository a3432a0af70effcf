import type { Instant, OrderId, OrganisationId } from '#kernel';
import { ChoiceField, PageAnswer, PageQuery, type Presented } from '#platform';
import { TASK_KINDS, type OperatorTaskDoc, type TaskKind } from '../operator-tasks/index.js';
import { Id, Parts, Text, Time, TimeOrNull } from './answer-fields.js';

const STATES = ['open', 'done'] as const satisfies readonly OperatorTaskDoc['state'][];

export class OperatorTasksQuery extends PageQuery {
  @ChoiceField(TASK_KINDS, { description: 'Only those of this kind.', optional: true })
  readonly kind?: TaskKind;

  @ChoiceField(STATES, { description: 'Those that wait, if not said.', optional: true })
  readonly state?: OperatorTaskDoc['state'];
}

export class OperatorTaskAnswer implements Presented<OperatorTaskDoc> {
  @Text({ description: 'Of the task.' }) readonly taskId!: string;
  @Text({ enum: [...TASK_KINDS] }) readonly kind!: TaskKind;
  @Text({ description: 'The id of the refund, return, dispute, order or inquiry that waits.' })
  readonly subject!: string;
  @Id('Of the order.') readonly orderId!: OrderId;
  @Text() readonly supplier!: OrganisationId;
  @Text({ enum: [...STATES] }) readonly state!: OperatorTaskDoc['state'];
  @Text({ description: 'Why it waits; a code.' }) readonly reason!: string;
  @Time('When it came up; of one that came back, the last time.') readonly openedAt!: Instant;
  @TimeOrNull('Null while it waits.') readonly doneAt!: Instant | null;
}

export class OperatorTasksAnswer extends PageAnswer {
  @Parts(OperatorTaskAnswer, 'The longest waiting first.') readonly tasks!: readonly OperatorTaskAnswer[];
}
