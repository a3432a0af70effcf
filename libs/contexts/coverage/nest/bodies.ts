import { MoneyBody, ObjectField } from '#platform';

export class LimitBody {
  @ObjectField(MoneyBody, { description: 'The limit from now on, in the currency of the first one.' })
  readonly limit!: MoneyBody;
}
