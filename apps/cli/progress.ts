import { SingleBar } from 'cli-progress';
import type { Terminal } from './output.js';

export interface Progress {
  /** @param facts fill the placeholders of the format. */
  update(done: number, of: number, facts: Readonly<Record<string, string | number>>): void;
  stop(): void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** A bar on standard error while a person is looking, otherwise nothing. @param format as cli-progress has it. */
export function progressBar({ err, interactive }: Terminal, format: string): Progress {
  if (!interactive) return SILENT;
  // A hidden cursor would stay hidden after a kill, and lines would stay unwrapped.
  const bar = new SingleBar({ format, stream: err, hideCursor: false, linewrap: true, etaBuffer: 200 });
  let started = false;
  return {
    update: (done, of, facts) => {
      if (!started) bar.start(of, 0, facts);
      started = true;
      bar.setTotal(of);
      bar.update(done, facts);
    },
    stop: () => bar.stop(),
  };
}
