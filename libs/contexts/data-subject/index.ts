import { decideBy, happened, refuse, type DecisionContext, type Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { DataSubjectCommand } from './commands.js';
import { dataSubjectEvents, type DataSubjectEvent } from './events.js';

export type * from './commands.js';
export { dataSubjectEvents, reasonToForgetSchema, type DataSubjectEvent } from './events.js';

/** How often the subject was forgotten: who comes back after it leaves new data behind, and can be forgotten anew. */
export interface DataSubject {
  readonly timesForgotten: number;
}

/** Whose personal fields were made unreadable, when and why. Streams `data-subject-<organisation>`. */
export const dataSubject: Decider<DataSubject, DataSubjectCommand, DataSubjectEvent, RuleSet> = {
  category: 'data-subject',
  events: dataSubjectEvents,
  initialState: { timesForgotten: 0 },
  decide: decideBy<DataSubject, DataSubjectCommand, DataSubjectEvent, DecisionContext<RuleSet>>({
    'forget-data-subject': (_, { subjectId, reason }, { actor }) =>
      actor.role === 'operator'
        ? happened({ type: 'data-subject.forgotten.v1', data: { subjectId, reason } })
        : refuse('only-an-operator-forgets'),
  }),
  evolve: ({ timesForgotten }) => ({ timesForgotten: timesForgotten + 1 }),
};
