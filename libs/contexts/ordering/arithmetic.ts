import {
  add,
  currency,
  fromData,
  fromInteger,
  isEqual,
  isLess,
  isPositive,
  multiply,
  parseDecimal,
  refuse,
  roundToMoney,
  toData,
  zero,
  type Currency,
  type Money,
  type MoneyData,
  type Refusal,
} from '#kernel';
import type { Contract, ContractLine } from './contract.js';

/** quantity × unit price, rounded half-even to minor units. */
export const lineAmount = (
  { quantity, unitPrice }: Pick<ContractLine, 'quantity' | 'unitPrice'>,
  code: Currency,
): Money => roundToMoney(multiply(fromInteger(quantity), parseDecimal(unitPrice)), code);

/** Σ lines + Σ charges, from the amounts as they stand. */
export const contractTotal = (contract: Pick<Contract, 'lines' | 'charges'>, code: Currency): Money =>
  [...contract.lines, ...contract.charges].map(({ amount }) => fromData(amount)).reduce(add, zero(code));

/**
 * What is wrong with a contract's figures; undefined when they are right. All amounts are in `code`, the currency of the
 * supplier's limit: an order in another one cannot be covered, so it is refused.
 */
export function wrongFigures(contract: Contract, code: string): Refusal | undefined {
  return (
    wrongCurrency(contract, code) ??
    wrongLine(contract.lines, currency(code)) ??
    negativeCharge(contract) ??
    wrongTotal(contract, currency(code)) ??
    wrongInitialPayment(contract) ??
    wrongCap(contract)
  );
}

function wrongCurrency(
  { lines, charges, total, initialPayment, agreedCap }: Contract,
  code: string,
): Refusal | undefined {
  const amounts: readonly MoneyData[] = [
    total,
    initialPayment,
    ...(agreedCap === undefined ? [] : [agreedCap]),
    ...[...lines, ...charges].map(({ amount }) => amount),
  ];
  const stranger = amounts.find(({ currency: stated }) => stated !== code);
  return stranger && refuse('currency-mismatch', { expected: code, stated: stranger.currency });
}

function wrongLine(lines: readonly ContractLine[], code: Currency): Refusal | undefined {
  if (lines.length === 0) return refuse('no-lines');
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (!Number.isSafeInteger(line.quantity) || line.quantity < 1)
      return refuse('quantity-not-positive', { line: number, quantity: line.quantity });
    if (parseDecimal(line.unitPrice).units < 0n)
      return refuse('unit-price-negative', { line: number, unitPrice: line.unitPrice });
    const expected = lineAmount(line, code);
    if (!isEqual(expected, fromData(line.amount)))
      return refuse('line-amount-mismatch', { line: number, expected: toData(expected), stated: line.amount });
  }
  return undefined;
}

function negativeCharge({ charges }: Contract): Refusal | undefined {
  const negative = charges.find(({ amount }) => fromData(amount).minor < 0n);
  return negative && refuse('charge-negative', { charge: negative.kind, amount: negative.amount });
}

function wrongTotal(contract: Contract, code: Currency): Refusal | undefined {
  const expected = contractTotal(contract, code);
  if (isEqual(expected, fromData(contract.total))) return undefined;
  return refuse('total-mismatch', { expected: toData(expected), stated: contract.total });
}

/** 0 < initial payment ≤ total; a balance of zero counts as paid. */
function wrongInitialPayment({ initialPayment, total }: Contract): Refusal | undefined {
  const initial = fromData(initialPayment);
  if (isPositive(initial) && !isLess(fromData(total), initial)) return undefined;
  return refuse('initial-payment-out-of-range', { initialPayment, total });
}

function wrongCap({ agreedCap }: Contract): Refusal | undefined {
  if (agreedCap === undefined || isPositive(fromData(agreedCap))) return undefined;
  return refuse('agreed-cap-not-positive', { agreedCap });
}
