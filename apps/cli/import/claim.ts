import {
  add,
  currency,
  divideHalfEven,
  fromInteger,
  isPositive,
  money,
  multiply,
  roundToMoney,
  zero,
  type Decimal,
  type Money,
} from '#kernel';
import { exactText, minus } from './exact.js';
import type { CompletePurchase, PurchaseLine } from './purchases.js';

const USD = currency('USD'); // all amounts of this data

/** What a buyer claims of a purchase order that came short or in part unusable: one claim, about its one batch. */
export interface Claim {
  readonly reasons: readonly ('quality' | 'quantity')[];
  readonly amount: Money;
  /** In the buyer's words. */
  readonly statement: string;
}

/** Rejected and missing goods at their unit price, each line and each reason rounded half-even to cents for itself; null for nothing. */
export function claimOf({ lines }: CompletePurchase): Claim | null {
  const rejected = lines.map((line) => valueOf(line.rejected, line));
  const missing = lines.map((line) => valueOf(missingOf(line), line));
  const [quality, quantity] = [rejected, missing].map((amounts) => amounts.reduce(add, zero(USD))) as [Money, Money];
  const amount = add(quality, quantity);
  if (!isPositive(amount)) return null;
  return {
    reasons: [
      ...(isPositive(quality) ? (['quality'] as const) : []),
      ...(isPositive(quantity) ? (['quantity'] as const) : []),
    ],
    amount,
    statement: lines.flatMap(faultsOf).join(' '),
  };
}

/** Half of an amount, half a cent to the even one, but a cent at least. */
export function halfOf({ minor, currency: unit }: Money): Money {
  const half = divideHalfEven(minor, 2n);
  return money(half > 0n ? half : 1n, unit);
}

const missingOf = ({ quantity, received }: PurchaseLine): Decimal => minus(fromInteger(quantity), received);

/** More than was ordered is nothing to complain of. */
const valueOf = (quantity: Decimal, { unitPrice }: PurchaseLine): Money =>
  quantity.units > 0n ? roundToMoney(multiply(quantity, unitPrice), USD) : zero(USD);

function faultsOf(line: PurchaseLine): string[] {
  const { product, quantity, rejected } = line;
  const missing = missingOf(line);
  const text = (count: Decimal, what: string): string[] =>
    count.units > 0n ? [`Of ${quantity} of product ${product}, ${wholeText(count)} ${what}.`] : [];
  return [...text(rejected, 'were rejected'), ...text(missing, 'are missing')];
}

const wholeText = (count: Decimal): string => exactText(count).replace(/\.0+$/, '');
