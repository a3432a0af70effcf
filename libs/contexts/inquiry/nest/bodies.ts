import { localDate } from '#kernel';
import { IdField, MoneyBody, ObjectField, TextField } from '#platform';

export class InquiryBody {
  @ObjectField(MoneyBody, { description: 'What was sent.' })
  readonly amount!: MoneyBody;

  @TextField({
    description: 'The day on which it was sent.',
    example: '2027-02-14',
    maxLength: 10,
    parse: localDate,
    form: 'a day, such as 2027-02-14',
    format: 'date',
  })
  readonly sentOn!: string;

  @TextField({ description: 'What the sending bank calls it.', example: 'SWIFT 20270214-0093', maxLength: 200 })
  readonly reference!: string;

  @TextField({ description: 'The sending bank.', example: 'Deutsche Bank', maxLength: 200 })
  readonly bank!: string;

  @TextField({ description: 'What else may help to find it.', maxLength: 1_000, optional: true })
  readonly note?: string;
}

export class MatchBody {
  @IdField({ description: 'The payment that it was, of which the arrival is recorded.' })
  readonly paymentId!: string;
}

export class AnswerBody {
  @TextField({ description: 'Why it was not found, or what to do.', maxLength: 2_000 })
  readonly answer!: string;
}
