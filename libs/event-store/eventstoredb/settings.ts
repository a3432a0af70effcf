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
 * first, and this clears away connections that nothing runs on. And to find the leader, the nodes are asked once, each for so many
 * seconds: one that is stopped must not take up all of the time that we wait for an answer, and we try again ourselves.
 */
const DEFAULTS = { keepAliveInterval: '10000', keepAliveTimeout: '5000', gossipTimeout: '2', maxDiscoverAttempts: '1' };

/** Anything else may be a part of the credentials. */
const HOSTS = /^[^@:,]+(:\d+)?(,[^@:,]+(:\d+)?)*$/;

/** Protocol and credentials, which may hold any character but @; hosts; options. As the client takes it apart. */
const PARTS = /^([^:]*:\/\/)([^:]+:[^@]+@)?([^?]*)\??(.*)$/s;

/** The connection string with our defaults for what it does not say. */
export function withDefaults(url: string): string {
  const [, protocol = '', credentials = '', hosts = '', query = ''] = PARTS.exec(url.trim()) ?? [];
  const given = query.split('&').filter((option) => option !== '');
  const names = new Set(given.map((option) => optionIn(option)));
  const added = Object.entries(DEFAULTS).filter(([name]) => !names.has(name.toLowerCase()));
  const options = [...given, ...added.map((pair) => pair.join('='))];
  return `${protocol}${credentials}${hosts}?${options.join('&')}`;
}

/** The client takes `keep-alive-interval` for `keepAliveInterval`. */
const optionIn = (option: string): string => (option.split('=')[0] ?? '').replaceAll(/[_-]/g, '').trim().toLowerCase();

/** For messages: without the credentials that may stand in it. */
export function withoutCredentials(url: string): string {
  const [, protocol = '', , hosts = ''] = PARTS.exec(url.trim()) ?? [];
  return HOSTS.test(hosts) ? `${protocol}${hosts}` : 'what was given';
}
