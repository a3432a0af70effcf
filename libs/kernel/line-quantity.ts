import { integer, record, type TypeOf } from './schema.js';

/** So many pieces of one line of a contract; lines count from 1. */
export const lineQuantitySchema = record({ line: integer({ minimum: 1 }), quantity: integer({ minimum: 1 }) });
export type LineQuantity = TypeOf<typeof lineQuantitySchema>;

/** The quantity per line; a line that is named twice counts twice. */
const byLine = (lines: readonly LineQuantity[]): ReadonlyMap<number, number> => {
  const quantities = new Map<number, number>();
  for (const { line, quantity } of lines) quantities.set(line, (quantities.get(line) ?? 0) + quantity);
  return quantities;
};

/** The first line of which `taken` has more than `available`, if there is one. */
export function firstOvertaken(
  available: readonly LineQuantity[],
  taken: readonly LineQuantity[],
): { readonly line: number; readonly available: number; readonly taken: number } | undefined {
  const stock = byLine(available);
  for (const [line, quantity] of byLine(taken)) {
    const left = stock.get(line) ?? 0;
    if (quantity > left) return { line, available: left, taken: quantity };
  }
  return undefined;
}

/** What is left of `available` after `taken`; lines of which nothing is left are gone. */
export function lessTaken(available: readonly LineQuantity[], taken: readonly LineQuantity[]): readonly LineQuantity[] {
  const gone = byLine(taken);
  return available
    .map(({ line, quantity }) => ({ line, quantity: quantity - (gone.get(line) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}
