import { ChoiceField, IntegerParameter, PageQuery, TextField } from '#platform';
import type { SagaInstanceDoc } from '#runtime';

const STATUSES: readonly SagaInstanceDoc['status'][] = ['failed', 'running', 'waiting', 'resting'];

export class SagaListQuery extends PageQuery {
  @TextField({ description: 'Only instances of this saga.', optional: true, maxLength: 100 })
  readonly saga?: string;

  @ChoiceField(STATUSES, { description: 'Only those that stand so.', optional: true })
  readonly status?: SagaInstanceDoc['status'];
}

const DEFAULT_STEPS = 200;
const MAX_STEPS = 1_000;
const MAX_REVISION = 2_147_483_647;

export class SagaStoryQuery {
  @IntegerParameter({
    description: 'The revision of the instance’s stream to begin with; 0 if not said.',
    minimum: 0,
    maximum: MAX_REVISION,
    optional: true,
  })
  readonly from?: number;

  @IntegerParameter({
    description: `The most steps to show; ${DEFAULT_STEPS} if not said.`,
    minimum: 1,
    maximum: MAX_STEPS,
    optional: true,
  })
  readonly limit?: number;
}

export const partOf = ({ from = 0, limit = DEFAULT_STEPS }: SagaStoryQuery): { from: number; limit: number } => ({
  from,
  limit,
});
