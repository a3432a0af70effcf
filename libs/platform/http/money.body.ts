import { fromText, toData, toText, type Money, type MoneyData, type MoneyText } from '#kernel';
import { TextField } from './fields.js';

/** Money as the API writes it. */
export class MoneyBody implements MoneyText {
  @TextField({
    description: 'In major units, with no more decimals than the currency has.',
    example: '1500.00',
    maxLength: 20,
    pattern: /^\d{1,15}(\.\d{1,3})?$/,
    parse: (amount, body) => fromText({ amount, currency: currencyIn(body) }),
    form: 'an amount such as "1500.00", with no more decimals than the currency has',
  })
  readonly amount!: string;

  @TextField({
    description: 'ISO 4217 code.',
    example: 'USD',
    maxLength: 3,
    pattern: /^[A-Z]{3}$/,
    form: 'three capital letters, such as USD',
  })
  readonly currency!: string;
}

/** A currency that is out of form is the other field's error, so the amount is then judged with two decimals. */
function currencyIn(body: object): string {
  const { currency } = body as Partial<MoneyBody>; // the field stands in this very class
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'USD';
}

/** As commands carry it. The body has been validated, so nothing is thrown. */
export const toMoneyData = (body: MoneyText): MoneyData => toData(fromText(body));

export const toMoneyBody = (amount: Money): MoneyBody => toText(amount);
