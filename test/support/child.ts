import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of its own, from the compiled tests (`npm run build`), and its end. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

/** @param script relative to the repository, without its ending: `test/recovery/append.child`. */
export function startChild(script: string, ...args: readonly string[]): Child {
  const process = spawn(globalThis.process.execPath, [resolve('dist', `${script}.js`), ...args]);
  let stdout = '';
  let stderr = '';
  process.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  process.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((done) => {
    process.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
  return { process, ended };
}
