/** An exact decimal number: `units / 10^scale`. Unit prices have more decimals than a currency's minor unit. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** @throws RangeError when `text` is not digits with an optional sign and an optional fraction (`-12.50`, `.5`). */
export function parseDecimal(text: string): Decimal {
  const match = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (whole + fraction === '') throw new RangeError(`"${text}" is not a decimal number`);
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

/** `9.8` and `9.80` are one number. */
export const isEqualDecimal = (a: Decimal, b: Decimal): boolean =>
  a.units * 10n ** BigInt(b.scale) === b.units * 10n ** BigInt(a.scale);

export const fromInteger = (value: number | bigint): Decimal => ({ units: BigInt(value), scale: 0 });

/** Integer division, rounding to nearest and a tie to the even neighbour (banker's rounding). `divisor` > 0. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const floor = dividend >= 0n ? dividend / divisor : -((-dividend + divisor - 1n) / divisor);
  const twice = (dividend - floor * divisor) * 2n;
  if (twice < divisor) return floor;
  if (twice > divisor) return floor + 1n;
  return floor % 2n === 0n ? floor : floor + 1n;
}
