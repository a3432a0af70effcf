import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** EventStoreDB takes every variable that begins like its name for an option of its own. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(EVENTSTORE|MONGODB)_/.test(name)),
);

const RESTART_MS = 1_000;

/** A server that this run starts and kills: a command that stays in the foreground, whose own process is the server's. */
export class Managed {
  readonly #command: string;
  #process: ChildProcess | undefined;
  #again: NodeJS.Timeout | undefined;

  constructor(command: string) {
    this.#command = command;
  }

  /** Runs until it is killed: one that ends by itself, as a former leader does to give up what it alone has, is started again. */
  start(): void {
    const started = spawn('sh', ['-c', `exec ${this.#command}`], { stdio: 'ignore', env: ENVIRONMENT });
    this.#process = started;
    started.once('exit', () => {
      if (this.#process === started) this.#again = setTimeout(() => this.start(), RESTART_MS);
    });
  }

  async kill(): Promise<void> {
    const killed = this.#process;
    this.#process = undefined;
    clearTimeout(this.#again);
    if (killed?.exitCode !== null || killed.signalCode !== null) return;
    const gone = once(killed, 'exit');
    killed.kill('SIGKILL');
    await gone;
  }

  /** Stands still until `go`: connections stay open, and nothing is answered. */
  stop(): void {
    this.#process?.kill('SIGSTOP');
  }

  go(): void {
    this.#process?.kill('SIGCONT');
  }
}
