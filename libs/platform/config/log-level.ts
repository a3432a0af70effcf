/** From the one that says least; each includes those before it. Requests are logged from `info` on. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const includes = (level: LogLevel, asked: LogLevel): boolean =>
  LOG_LEVELS.indexOf(asked) <= LOG_LEVELS.indexOf(level);
