/** How much of what a figure counts was done, and in which time. */
export interface Run {
  readonly count: number;
  readonly milliseconds: number;
}

/** Two ways to do the same work, each done anew by every call. */
export interface Contest {
  readonly subject: () => Promise<Run>;
  /** The same work with as little around it as can be. */
  readonly base: () => Promise<Run>;
  readonly close?: () => Promise<void>;
}

/** Medians over the rounds, per second. */
export interface Rates {
  readonly subject: number;
  readonly base: number;
  /** Median of the rounds' own ratios: both sides of a round met the same weather. */
  readonly ratio: number;
  /** The ratio of each round. */
  readonly ratios: readonly number[];
}

/**
 * Runs both sides in turns, the first one alternating from round to round, so that whatever else the machine does meets
 * both of them. The first round warms up and is not counted.
 */
export async function compete({ subject, base }: Contest, rounds: number): Promise<Rates> {
  const subjects: number[] = [];
  const bases: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair: { subject?: number; base?: number } = {};
    const sides = round % 2 === 0 ? (['subject', 'base'] as const) : (['base', 'subject'] as const);
    for (const side of sides) pair[side] = await rateOf(side === 'subject' ? subject : base);
    if (round === 0) continue;
    subjects.push(pair.subject ?? Number.NaN);
    bases.push(pair.base ?? Number.NaN);
  }
  const ratios = subjects.map((rate, round) => rate / (bases[round] ?? Number.NaN));
  return { subject: median(subjects), base: median(bases), ratio: median(ratios), ratios };
}

async function rateOf(side: () => Promise<Run>): Promise<number> {
  const collect = (globalThis as { gc?: () => void }).gc; // there when node was started with --expose-gc
  collect?.(); // what one side left behind is not cleared away at the other one's cost
  const { count, milliseconds } = await side();
  return (count * 1_000) / milliseconds;
}

/** @throws RangeError when there is nothing to take the median of. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('nothing to take the median of');
  return (lower + upper) / 2;
}

/** The time that `work` takes, for `count` things that it does. */
export async function timed(count: number, work: () => unknown): Promise<Run> {
  const begun = performance.now();
  await work();
  return { count, milliseconds: performance.now() - begun };
}
