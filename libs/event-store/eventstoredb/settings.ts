/** What an adapter waits for, in milliseconds. Tests make it shorter. */
export interface Timing {
  /** For the answer to one call; the client's own deadlines have no effect on most of them. */
  readonly answerMs: number;
  /** For a server that cannot be reached or changes its leader, over all tries of one call. */
  readonly patienceMs: number;
  /** Between two looks whether events have come that the subscription to news did not tell of. */
  readonly lookMs: number;
}

/**
 * A leader that is killed is replaced after a second, one that is stopped after a few: an answer that takes five will not
 * come. Fifteen leave room for a try that hangs, and one after it that succeeds.
 */
export const TIMING: Timing = { answerMs: 5_000, patienceMs: 15_000, lookMs: 1_000 };

/**
 * The client's own check of a silent connection, in its recommended shortest form: what hangs is found by our own timers
 * first, and this clears away connections that nothing runs on.
 */
const DEFAULTS = { keepAliveInterval: '10000', keepAliveTimeout: '5000' };

/** The connection string with our defaults for what it does not say. */
export function withDefaults(url: string): string {
  const [address = '', query = ''] = url.trim().split('?');
  const given = new URLSearchParams(query);
  const names = new Set([...given.keys()].map((name) => name.toLowerCase()));
  const added = Object.entries(DEFAULTS).filter(([name]) => !names.has(name.toLowerCase()));
  const all = [query, ...added.map((pair) => pair.join('='))].filter((part) => part !== '');
  return `${address}?${all.join('&')}`;
}

/** For messages: without the credentials that may stand in it. */
export const withoutCredentials = (url: string): string =>
  url.replace(/^([^:]+:\/\/)[^@/]*@/, '$1').split('?')[0] ?? '';
