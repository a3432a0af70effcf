import { localDate, type PaymentMethod, type Purpose } from '#kernel';
import { ChoiceField, IdField, MoneyBody, ObjectField, TextField } from '#platform';
import { RETURN_CAUSES, REVERSAL_REASONS, type ReturnCause } from '../index.js';

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

/** With the order, for money of which the platform knows only the provider's transaction, or what the buyer declared. */
export class ArrivalOfPaymentBody extends ArrivalBody {
  @IdField({ description: 'The order that the money is for.' })
  readonly orderId!: string;
}

export class ArrivalElsewhereBody extends ArrivalBody {
  @TextField({ description: 'The account that it went to instead of the designated one.', maxLength: 100 })
  readonly account!: string;
}

const INITIATED = ['e-checking', 'card'] as const;
const SCHEMES = ['visa', 'mastercard'] as const;

/** What the provider gave for a number that only it has seen. */
export class CardBody {
  @TextField({ description: 'The provider’s token. The number itself is never sent here.', maxLength: 200 })
  readonly token!: string;

  @ChoiceField(SCHEMES, { description: 'As the provider said.' })
  readonly scheme!: (typeof SCHEMES)[number];

  @TextField({
    description: 'The last four digits, as the provider said.',
    example: '1111',
    maxLength: 4,
    pattern: /^\d{4}$/,
    form: 'four digits',
  })
  readonly lastFour!: string;
}

const CHECK_WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** A routing number of the American Bankers Association has a check digit. */
function routingNumber(digits: string): string {
  const sum = CHECK_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  if (sum % 10 !== 0) throw new RangeError('the check digit is wrong');
  return digits;
}

export class CheckingAccountBody {
  @TextField({ description: 'The bank that keeps it.', example: 'First Bank of Ohio', maxLength: 200 })
  readonly bank!: string;

  @TextField({
    description: 'ISO 3166 code of the bank’s country.',
    example: 'US',
    maxLength: 2,
    pattern: /^[A-Z]{2}$/,
    form: 'two capital letters, such as US',
  })
  readonly country!: string;

  @TextField({ description: 'In whose name it is.', maxLength: 200 })
  readonly holder!: string;

  @TextField({
    description: 'ABA routing number.',
    example: '110000000',
    maxLength: 9,
    pattern: /^\d{9}$/,
    parse: routingNumber,
    form: 'nine digits with a good check digit',
    format: 'aba-routing-number',
  })
  readonly routingNumber!: string;

  @TextField({
    description: 'Of the account.',
    example: '000123456789',
    maxLength: 17,
    pattern: /^\d{4,17}$/,
    form: '4 to 17 digits',
    format: 'account-number',
  })
  readonly accountNumber!: string;
}

export class InitiationBody {
  @ChoiceField(PURPOSES, { description: 'The debt that it is for.' })
  readonly purpose!: Purpose;

  @ObjectField(MoneyBody, { description: 'No more than is owed for it.' })
  readonly amount!: MoneyBody;

  @ChoiceField(INITIATED, { description: 'How it is paid. A transfer is declared instead.' })
  readonly method!: (typeof INITIATED)[number];

  @ObjectField(CardBody, { description: 'With the method `card`.', optional: true })
  readonly card?: CardBody;

  @ObjectField(CheckingAccountBody, { description: 'With the method `e-checking`.', optional: true })
  readonly checkingAccount?: CheckingAccountBody;
}

export class DeclarationBody {
  @ChoiceField(PURPOSES, { description: 'The debt that it is for.' })
  readonly purpose!: Purpose;

  @ObjectField(MoneyBody, { description: 'What was sent.' })
  readonly amount!: MoneyBody;

  @TextField({ description: 'What the sending bank calls it.', example: 'SWIFT 20270214-0093', maxLength: 200 })
  readonly reference!: string;

  @TextField({ description: 'The sending bank.', example: 'Deutsche Bank', maxLength: 200 })
  readonly bank!: string;

  @TextField({
    description: 'The day on which it was sent.',
    example: '2027-02-14',
    maxLength: 10,
    parse: localDate,
    form: 'a day, such as 2027-02-14',
    format: 'date',
  })
  readonly sentOn!: string;
}

export class ReversalBody {
  @ObjectField(MoneyBody, { description: 'What the bank took back: the whole payment.' })
  readonly amount!: MoneyBody;

  @ChoiceField(REVERSAL_REASONS, { description: 'Why, as the bank says.' })
  readonly reason!: (typeof REVERSAL_REASONS)[number];
}

export class ReturnBody {
  @ChoiceField(RETURN_CAUSES, { description: 'Why it goes back.' })
  readonly cause!: ReturnCause;
}

export class ReturnByHandBody extends ReturnBody {
  @TextField({ description: 'What the bank calls the transfer back.', maxLength: 200 })
  readonly transaction!: string;
}
