import type { ScoreDoc } from './doc.js';

/** The mean of all ratings with one decimal, rounded half up; null while there is none. */
export function scoreOf({ ratings, sum }: Pick<ScoreDoc, 'ratings' | 'sum'>): string | null {
  if (ratings === 0) return null;
  const tenths = Math.floor((sum * 20 + ratings) / (ratings * 2));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
