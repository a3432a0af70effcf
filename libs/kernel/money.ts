import { divideHalfEven, parseDecimal, type Decimal } from './decimal.js';

declare const currencyBrand: unique symbol;

/** ISO 4217 code, three capital letters. */
export type Currency = string & { readonly [currencyBrand]: true };

/** An amount in integer minor units (cents for USD). Never a float. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/**
 * Money as commands and events carry it: bigint has no JSON form, so the minor units are a string.
 * A mapped type and not an interface, because an interface is not assignable to `JsonObject`.
 */
export type MoneyData = Readonly<{ minor: string; currency: string }>;

/** Money as people and the HTTP API write it: `{ "amount": "1500.00", "currency": "USD" }`. */
export interface MoneyText {
  readonly amount: string;
  readonly currency: string;
}

/** ISO 4217 minor-unit exponents that differ from 2. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...exponents(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...exponents(3, 'BHD IQD JOD KWD LYD OMR TND'),
};

/** @throws RangeError when `code` is not three capital letters. */
export function currency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`"${code}" is not an ISO 4217 currency code`);
  return code as Currency; // checked above
}

export const money = (minor: bigint, code: Currency | string): Money => ({ minor, currency: currency(code) });
export const zero = (code: Currency): Money => ({ minor: 0n, currency: code });

export const fromData = (data: MoneyData): Money => money(BigInt(data.minor), data.currency);
export const toData = (amount: Money): MoneyData => ({ minor: amount.minor.toString(), currency: amount.currency });

/** @throws RangeError when the text has more decimals than the currency; nothing is ever rounded silently. */
export function fromText(text: MoneyText): Money {
  const { value, excess } = scaled(parseDecimal(text.amount), currency(text.currency));
  if (excess) throw new RangeError(`${text.amount} has more decimals than ${text.currency}`);
  return money(value, text.currency);
}

export function toText(amount: Money): MoneyText {
  const digits = exponentOf(amount.currency);
  const sign = amount.minor < 0n ? '-' : '';
  const text = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return { amount: digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(-digits)}`, currency: amount.currency };
}

/** A decimal number of major units, rounded half-even to minor units. */
export const roundToMoney = (amount: Decimal, code: Currency): Money => ({
  minor: scaled(amount, code).value,
  currency: code,
});

export const add = (a: Money, b: Money): Money => ({ minor: a.minor + sameCurrency(a, b).minor, currency: a.currency });
export const subtract = (a: Money, b: Money): Money => ({
  minor: a.minor - sameCurrency(a, b).minor,
  currency: a.currency,
});
export const minOf = (a: Money, b: Money): Money => (a.minor <= sameCurrency(a, b).minor ? a : b);
export const maxOf = (a: Money, b: Money): Money => (a.minor >= sameCurrency(a, b).minor ? a : b);
export const isPositive = (amount: Money): boolean => amount.minor > 0n;
export const isLess = (a: Money, b: Money): boolean => a.minor < sameCurrency(a, b).minor;
export const isEqual = (a: Money, b: Money): boolean => a.currency === b.currency && a.minor === b.minor;

/** What is left of `a` after `b`, never below zero. */
export const remainderOf = (a: Money, b: Money): Money => maxOf(subtract(a, b), zero(a.currency));

/** Adding dollars to yen is a defect of the caller, not a refusal of the domain. */
function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} do not mix`);
  return b;
}

const exponentOf = (code: Currency): number => EXPONENTS[code] ?? 2;

function scaled(amount: Decimal, code: Currency): { value: bigint; excess: boolean } {
  const shift = exponentOf(code) - amount.scale;
  if (shift >= 0) return { value: amount.units * 10n ** BigInt(shift), excess: false };
  const divisor = 10n ** BigInt(-shift);
  return { value: divideHalfEven(amount.units, divisor), excess: amount.units % divisor !== 0n };
}

function exponents(digits: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, digits]));
}
