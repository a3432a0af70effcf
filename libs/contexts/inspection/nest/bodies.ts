import { localDate } from '#kernel';
import { ChoiceField, IdField, TextField } from '#platform';
import type { InspectionResult, Place } from '../index.js';

const PLACES: readonly Place[] = ['china', 'overseas'];
const RESULTS: readonly InspectionResult[] = ['pass', 'fail', 'inconclusive'];

export class InspectionBody {
  @TextField({ description: 'One of the platform’s partners: SGS, BV or TUV.', example: 'SGS', maxLength: 50 })
  readonly partner!: string;

  @ChoiceField(PLACES, { description: 'Where the goods are: USD 200 within China, USD 300 overseas.' })
  readonly place!: Place;
}

export class ScheduleBody {
  @TextField({
    description: 'The day on which the inspector comes.',
    format: 'date',
    example: '2027-03-01',
    parse: localDate,
    form: 'a day that exists, as YYYY-MM-DD',
  })
  readonly on!: string;
}

export class ReportBody {
  @ChoiceField(RESULTS, { description: 'What the inspector found.' })
  readonly result!: InspectionResult;

  @IdField({ description: 'The report, stored for the order as `inspection`.' })
  readonly report!: string;
}
