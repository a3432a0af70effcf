import type { PaymentMethod, Purpose } from '#kernel';
import { ChoiceField, MoneyBody, ObjectField, TextField } from '#platform';

const PURPOSES = ['initial', 'balance'] as const satisfies readonly Purpose[];
const METHODS = ['e-checking', 'card', 'tt'] as const satisfies readonly PaymentMethod[];

export class ArrivalBody {
  @ChoiceField(PURPOSES, { description: 'The debt that it is for.' })
  readonly purpose!: Purpose;

  @ObjectField(MoneyBody, { description: 'What arrived on the designated account.' })
  readonly amount!: MoneyBody;

  @ChoiceField(METHODS, { description: 'How it was paid; `tt` is a telegraphic transfer.' })
  readonly method!: PaymentMethod;

  @TextField({ description: 'What the bank calls it.', example: 'MT103 20270214-0093', maxLength: 200 })
  readonly reference!: string;
}
