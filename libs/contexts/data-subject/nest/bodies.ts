import type { TypeOf } from '#kernel';
import { ChoiceField } from '#platform';
import type { reasonToForgetSchema } from '../index.js';

type Reason = TypeOf<typeof reasonToForgetSchema>;
const REASONS: readonly Reason[] = ['asked-by-the-subject', 'retention-over', 'ordered-by-a-court'];

export class ForgetDataSubjectBody {
  @ChoiceField(REASONS, { description: 'Why; there is no field for words, which would have to be forgotten, too.' })
  readonly reason!: Reason;
}
