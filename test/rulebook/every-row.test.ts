import { describe, expect, it } from '@jest/globals';
import { rowsOf, titlesIn, titlesOf } from '../support/rulebook.js';

const TABLES = [
  ['The seed, row by row', 'test/rulebook/seed-row-by-row', 18],
  ['Races and edges that must be decided, not hoped for', 'test/rulebook/races-and-edges', 15],
] as const;

describe.each(TABLES)('"%s"', (heading, folder, rows) => {
  it('has a test for every row, under the row’s own words, and none for what is no row', () => {
    expect(rowsOf(heading)).toHaveLength(rows);
    expect([...titlesIn(folder)].sort()).toStrictEqual([...rowsOf(heading)].sort());
  });
});

describe('a title', () => {
  it('is what a test of its own stands under', () => {
    expect(
      titlesOf("it('one', () => {});\ndescribe('two', () => {\n  it('part of two', () => {});\n});\n"),
    ).toStrictEqual(['one', 'two']);
  });

  it('is none where it is skipped or commented out', () => {
    expect(titlesOf("it.skip('one', () => {});\n// it('two', () => {});\ndescribe.skip('three', () => {});\n")).toEqual(
      [],
    );
  });

  it('may need the quotes of the other kind', () => {
    expect(titlesOf('it("the supplier’s", () => {});\nit(\'"Why?"\', async () => {});\n')).toStrictEqual([
      'the supplier’s',
      '"Why?"',
    ]);
  });
});
