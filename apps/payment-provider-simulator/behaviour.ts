/** What the simulator does with a test account or card; everything else goes as it should. */
export type Behaviour =
  | 'as-it-should'
  | 'rejected'
  | 'failed'
  | 'repeated'
  | 'reordered'
  | 'pay-out-answer-lost'
  | 'reversed'
  | 'delayed'
  | 'answer-lost'
  | 'pay-out-refused'
  | 'pay-out-fails-once'
  | 'wrong-amount'
  | 'wrong-account';

/** By the last two digits of a checking account's number, and by the two before the check digit of a card's. */
const BY_CODE: Readonly<Record<string, Behaviour>> = {
  '02': 'rejected',
  '03': 'failed',
  '04': 'repeated',
  '05': 'reordered',
  '06': 'pay-out-answer-lost',
  '07': 'reversed',
  '08': 'delayed',
  '09': 'answer-lost',
  '10': 'pay-out-refused',
  '12': 'pay-out-fails-once',
  '13': 'wrong-amount',
  '14': 'wrong-account',
};

export const behaviourOfAccount = (number: string): Behaviour => BY_CODE[number.slice(-2)] ?? 'as-it-should';
export const behaviourOfCard = (number: string): Behaviour => BY_CODE[number.slice(-3, -1)] ?? 'as-it-should';

/** Visa numbers begin with 4, those of Mastercard with 51 to 55 or 2221 to 2720. */
export function schemeOf(number: string): 'visa' | 'mastercard' | undefined {
  if (/^4\d{12}(\d{3})?$/.test(number)) return 'visa';
  const isMastercard = /^5[1-5]\d{14}$/.test(number) || (/^2\d{15}$/.test(number) && isWithin(number, 2_221, 2_720));
  return isMastercard ? 'mastercard' : undefined;
}

const isWithin = (number: string, from: number, to: number): boolean => {
  const prefix = Number(number.slice(0, 4));
  return prefix >= from && prefix <= to;
};

/** The check digit of card numbers (ISO/IEC 7812). */
export function isLuhn(number: string): boolean {
  const sum = [...number.matchAll(/\d/g)].reduceRight((total, [digit], index) => {
    const doubled = (number.length - index) % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
