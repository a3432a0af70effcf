import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstOvertaken, lessTaken, type LineQuantity } from './index.js';

const lines = fc.array(fc.record({ line: fc.integer({ min: 1, max: 4 }), quantity: fc.integer({ min: 1, max: 9 }) }), {
  maxLength: 6,
});
const oncePerLine = fc.uniqueArray(
  fc.record({ line: fc.integer({ min: 1, max: 4 }), quantity: fc.integer({ min: 1, max: 9 }) }),
  { selector: ({ line }) => line },
);
const sumOf = (all: readonly LineQuantity[], line: number): number =>
  all.filter((each) => each.line === line).reduce((sum, { quantity }) => sum + quantity, 0);

describe('quantities of lines', () => {
  it('are overtaken where more is taken than there is, and nowhere else', () => {
    fc.assert(
      fc.property(oncePerLine, lines, (available, taken) => {
        const over = firstOvertaken(available, taken);
        const short = [1, 2, 3, 4].filter((line) => sumOf(taken, line) > sumOf(available, line));
        if (over === undefined) expect(short).toStrictEqual([]);
        else {
          expect(short).toContain(over.line);
          expect(over).toStrictEqual({
            line: over.line,
            available: sumOf(available, over.line),
            taken: sumOf(taken, over.line),
          });
        }
      }),
    );
  });

  it('what is left and what was taken are what there was', () => {
    fc.assert(
      fc.property(oncePerLine, lines, (available, taken) => {
        fc.pre(firstOvertaken(available, taken) === undefined);
        const left = lessTaken(available, taken);
        for (const line of [1, 2, 3, 4]) expect(sumOf(left, line) + sumOf(taken, line)).toBe(sumOf(available, line));
        expect(left.every(({ quantity }) => quantity > 0)).toBe(true);
      }),
    );
  });
});
