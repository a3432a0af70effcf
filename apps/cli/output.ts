import type { Writable } from 'node:stream';

/** Where a command writes: what was asked for to `out`, everything else to `err`, so that output can be piped on. */
export interface Terminal {
  readonly out: Writable;
  readonly err: Writable;
  /** A person is looking, so progress may be drawn. */
  readonly interactive: boolean;
}

export const terminal: Terminal = {
  out: process.stdout,
  err: process.stderr,
  interactive: process.stdout.isTTY && process.stderr.isTTY,
};

/** For machines the value, for people the lines. */
export function print(
  { out }: Terminal,
  { json = false }: { readonly json?: boolean },
  value: unknown,
  lines: string,
): void {
  out.write(json ? `${JSON.stringify(value, plain, 2)}\n` : `${lines}\n`);
}

/** Amounts in documents are bigint, which JSON has no form for. */
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
