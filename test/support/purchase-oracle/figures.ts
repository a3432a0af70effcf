/** "45.5805" is 455805, ".5" is 5000. */
export function fine(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(4, '0'));
}

/** Of 1/10,000 dollar: to the nearest cent, half a cent to the even one. */
export function cents(units: bigint): bigint {
  const [whole, rest] = [units / 100n, units % 100n];
  return rest > 50n || (rest === 50n && whole % 2n === 1n) ? whole + 1n : whole;
}

export const usd = (amount: bigint) => ({ amount: point(amount, 2), currency: 'USD' });

export function point(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export const sumOf = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((sum, each) => sum + each, 0n);
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
