import { ChoiceListField, IdListField, TextField } from '#platform';
import type { CheckKind } from '../index.js';

const KINDS: readonly CheckKind[] = ['sample', 'photo', 'video'];
const MAX_DOCUMENTS = 50;

export class CheckRequestBody {
  @ChoiceListField(KINDS, { description: 'What the buyer wants to see.', minItems: 1 })
  readonly kinds!: readonly CheckKind[];

  @TextField({ description: 'What it should show.', example: 'The welds of the frame.' })
  readonly note!: string;
}

export class CheckAnswerBody {
  @IdListField({
    description: 'Documents that were stored for the order as `quality-check`.',
    minItems: 1,
    maxItems: MAX_DOCUMENTS,
  })
  readonly documents!: readonly string[];

  @TextField({ description: 'What they show.', example: 'Taken this morning at the line.' })
  readonly note!: string;
}
