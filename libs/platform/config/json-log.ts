import type { LoggerService } from '@nestjs/common';
import type { Log } from '#runtime';
import { includes, type LogLevel } from './log-level.js';

type Facts = Readonly<Record<string, unknown>>;

/** One JSON object per line on standard error, for machines to read: `time`, `level`, `message`, then the facts. */
export class JsonLog implements Log {
  readonly #level: LogLevel;
  readonly #write: (line: string) => void;

  constructor(level: LogLevel, write: (line: string) => void = (line) => process.stderr.write(line)) {
    this.#level = level;
    this.#write = write;
  }

  logs(level: LogLevel): boolean {
    return includes(this.#level, level);
  }

  error(message: string, facts?: Facts): void {
    this.#log('error', message, facts);
  }
  warn(message: string, facts?: Facts): void {
    this.#log('warn', message, facts);
  }
  info(message: string, facts?: Facts): void {
    this.#log('info', message, facts);
  }
  debug(message: string, facts?: Facts): void {
    this.#log('debug', message, facts);
  }

  #log(level: LogLevel, message: string, facts: Facts = {}): void {
    if (this.logs(level)) this.#write(`${JSON.stringify({ time: new Date(), level, message, ...facts })}\n`);
  }
}

/** What Nest says, in the same form; its start-up chatter is for `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly inner: JsonLog) {}

  log(message: unknown, context?: unknown): void {
    this.inner.debug(String(message), { context });
  }
  error(message: unknown, ...more: readonly unknown[]): void {
    this.inner.error(String(message), { more });
  }
  warn(message: unknown, context?: unknown): void {
    this.inner.warn(String(message), { context });
  }
}
