import { MoneyBody, ObjectField, TextField } from '#platform';
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
