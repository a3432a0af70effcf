import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The first column of a table of the rulebook, by the heading that it stands under. @throws when there is no such table */
export function rowsOf(heading: string): readonly string[] {
  const [, section] = readFileSync('docs/rulebook.md', 'utf8').split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`the rulebook has no heading "${heading}"`);
  const [ours = ''] = section.split('\n## ');
  const [, , ...rows] = ours.split('\n').filter((line) => line.startsWith('|')); // the first two are the table's head
  if (rows.length === 0) throw new Error(`there is no table under "${heading}"`);
  return rows.map((row) => row.split('|')[1]?.trim() ?? '');
}

/**
 * The titles under which the files of a folder have tests. Read from their text, so that a row is missed also where
 * nobody thought of its file; a title that is skipped is none.
 */
export function titlesIn(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  return files.flatMap((name) => titlesOf(readFileSync(join(folder, name), 'utf8')));
}

export const titlesOf = (source: string): readonly string[] =>
  [...source.matchAll(/^(?:describe|it)\(\s*(['"`])(.*?)\1,/gms)].map(([, , title = '']) => title);
