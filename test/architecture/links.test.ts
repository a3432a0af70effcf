import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true }).map((page) => join('docs', String(page))),
];

/** The links of a page that lead to nothing in the project. */
function deadLinks(page: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)));
}

describe('the documents', () => {
  it.each(PAGES.filter((page) => page.endsWith('.md')))('%s leads to what is there', (page) => {
    expect(deadLinks(page, readFileSync(join(ROOT, page), 'utf8'))).toEqual([]);
  });

  it('would be found out otherwise', () => {
    expect(deadLinks('docs/page.md', '[a](../README.md) [b](nowhere.md#there) [c](https://example.org)')).toEqual([
      'nowhere.md',
    ]);
  });
});
