import { localDate } from '#kernel';
import { FlagField, IdField, IdListField, IntegerField, ListField, TextField } from '#platform';

const MAX_LINES = 500;
const MAX_DOCUMENTS = 50;

export class BatchLineBody {
  @IntegerField({ description: 'The line’s number in the contract, from 1.', minimum: 1, example: 1 })
  readonly line!: number;

  @IntegerField({ description: 'Pieces of it in this batch.', minimum: 1, example: 300 })
  readonly quantity!: number;
}

class HandedOverBody {
  @TextField({ description: 'Who carries it.', example: 'DHL', maxLength: 200 })
  readonly carrier!: string;

  @TextField({ description: 'The carrier’s number for it.', example: 'JD014600006228974850', maxLength: 200 })
  readonly trackingNumber!: string;

  @IdListField({
    description: 'What goes with the goods: documents that were stored for the order as `shipment`.',
    maxItems: MAX_DOCUMENTS,
    optional: true,
  })
  readonly documents?: readonly string[];
}

export class DispatchBody extends HandedOverBody {
  @ListField(BatchLineBody, { description: 'What is in the batch.', minItems: 1, maxItems: MAX_LINES })
  readonly lines!: readonly BatchLineBody[];
}

export class PlannedDispatchBody extends HandedOverBody {}

export class PlanBody {
  @ListField(BatchLineBody, { description: 'What will be in the batch.', minItems: 1, maxItems: MAX_LINES })
  readonly lines!: readonly BatchLineBody[];

  @TextField({
    description: 'When it should be ready to leave.',
    format: 'date',
    example: '2027-03-01',
    parse: localDate,
    form: 'a day that exists, as YYYY-MM-DD',
    optional: true,
  })
  readonly readyOn?: string;
}

export class ClearanceBody {
  @IdField({
    description: 'The customs’ paper, stored for the order as `shipment`. The supplier’s own word needs one.',
    optional: true,
  })
  readonly document?: string;
}

export class ContestBody {
  @TextField({ description: 'Why the buyer does not believe it.', example: 'The container is still in port.' })
  readonly reason!: string;
}

export class ContestSettlementBody {
  @FlagField({ description: 'Whether the clearance was true after all.', example: true })
  readonly upheld!: boolean;
}
