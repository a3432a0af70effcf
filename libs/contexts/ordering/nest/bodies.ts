import type { Purpose } from '#kernel';
import { ChoiceField, IntegerField, MoneyBody, ObjectField, TextField } from '#platform';
import { SHA_256, SHA_256_FORM } from './sha-256.js';

export class ConfirmationBody {
  @TextField({
    description: 'Of the contract that this side has read, as the status page shows it.',
    pattern: SHA_256,
    maxLength: 64,
    form: SHA_256_FORM,
  })
  readonly contractHash!: string;
}

export class CancellationBody {
  @TextField({ description: 'For the other side.', example: 'The goods are not needed any more.', maxLength: 1_000 })
  readonly reason!: string;
}

const PURPOSES = ['initial', 'balance'] as const satisfies readonly Purpose[];

export class WaiverBody {
  @ChoiceField(PURPOSES, { description: 'The debt of which something is missing.' })
  readonly purpose!: Purpose;

  @ObjectField(MoneyBody, { description: 'Exactly what is missing.' })
  readonly amount!: MoneyBody;
}

export class FeedbackBody {
  @IntegerField({ description: 'From 1, the worst, to 5.', minimum: 1, maximum: 5, example: 5 })
  readonly rating!: number;

  @TextField({ description: 'In the buyer’s own words; other buyers see it.', optional: true, maxLength: 2_000 })
  readonly text?: string;
}

export class AmendmentAnswerBody {
  @TextField({
    description: 'Of the proposed contract that this side has read, as the status page shows it.',
    pattern: SHA_256,
    maxLength: 64,
    form: SHA_256_FORM,
  })
  readonly contractHash!: string;
}

export class CancellationProposalBody {
  @ObjectField(MoneyBody, { description: 'What of the money that has arrived goes back to the buyer.' })
  readonly amountToReturn!: MoneyBody;

  @TextField({ description: 'For the other side.', example: 'The mill has no cotton.', maxLength: 1_000 })
  readonly reason!: string;
}

export class CancellationAcceptanceBody {
  @ObjectField(MoneyBody, { description: 'Of the proposal that this side has read.' })
  readonly amountToReturn!: MoneyBody;
}
