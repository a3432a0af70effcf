import { CALENDARS, type CalendarName } from '#rules';
import { ChoiceField, MoneyBody, ObjectField, TextField } from '#platform';

export class TransferFeeBody {
  @TextField({
    description: 'ISO 3166 code of the country that the transfer is sent from.',
    example: 'DE',
    maxLength: 2,
    pattern: /^[A-Z]{2}$/,
    form: 'two capital letters, such as DE',
  })
  readonly country!: string;

  @ObjectField(MoneyBody, { description: 'What banks there take; left out, nobody knows any more.', optional: true })
  readonly fee?: MoneyBody;
}

export class TransferCalendarBody {
  @ChoiceField(CALENDARS, { description: 'Whose working days count on the way.' })
  readonly calendar!: CalendarName;
}
