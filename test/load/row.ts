import type { Rates } from './contest.js';

/** What was measured, ready to be judged and shown. */
export interface Figure {
  readonly name: string;
  readonly what: string;
  /** Of `subject` and `base`: `commands/s`, `MB`. */
  readonly unit: string;
  readonly subject: number;
  readonly base: number;
  /** `subject / base`, or the growth `subject - base`. */
  readonly value: number;
  /** `at least` for a ratio, `at most` for a growth. */
  readonly limit: { readonly kind: 'at least' | 'at most'; readonly value: number };
  /** The value of each round. */
  readonly rounds: readonly number[];
  /** What makes the figure doubtful, such as a base that is far below what it usually does. */
  readonly doubts: readonly string[];
}

export interface Options {
  /** Where the stores of the run are made, each in a folder of its own, and removed afterwards. */
  readonly folder: string;
  readonly rounds: number;
  /** Of the catch-up whose memory is watched. */
  readonly events: number;
  readonly say: (progress: string) => void;
}

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly measure: (options: Options) => Promise<Figure>;
}

/** What a base does on a machine of two cores, for finding out a run that says nothing. */
export interface Expectation {
  readonly perSecond: number;
  readonly what: string;
}

/** Below this part of what is expected, something else is in the way. */
const FAR_BELOW = 0.5;

function doubtsAbout(base: number, { perSecond, what }: Expectation): readonly string[] {
  if (base >= perSecond * FAR_BELOW) return [];
  return [`the base did ${Math.round(base)}/s, far below the ${perSecond}/s that ${what}: do not trust this row`];
}

export const meets = ({ value, limit }: Figure): boolean =>
  limit.kind === 'at least' ? value >= limit.value : value <= limit.value;

/** What a row says of itself beside what was measured. */
export interface RatioTerms {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  readonly atLeast: number;
  readonly expected: Expectation;
}

export const ratioOf = (
  { subject, base, ratio, ratios }: Rates,
  { name, what, unit, atLeast, expected }: RatioTerms,
): Figure => ({
  ...{ name, what, unit, subject, base, value: ratio, rounds: ratios },
  limit: { kind: 'at least', value: atLeast },
  doubts: doubtsAbout(base, expected),
});
