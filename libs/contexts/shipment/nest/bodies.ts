import { IntegerField, ListField, TextField } from '#platform';

const MAX_LINES = 500;

export class BatchLineBody {
  @IntegerField({ description: 'The line’s number in the contract, from 1.', minimum: 1, example: 1 })
  readonly line!: number;

  @IntegerField({ description: 'Pieces of it in this batch.', minimum: 1, example: 300 })
  readonly quantity!: number;
}

export class DispatchBody {
  @ListField(BatchLineBody, { description: 'What is in the batch.', minItems: 1, maxItems: MAX_LINES })
  readonly lines!: readonly BatchLineBody[];

  @TextField({ description: 'Who carries it.', example: 'DHL', maxLength: 200 })
  readonly carrier!: string;

  @TextField({ description: 'The carrier’s number for it.', example: 'JD014600006228974850', maxLength: 200 })
  readonly trackingNumber!: string;
}
