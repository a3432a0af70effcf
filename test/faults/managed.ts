import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** EventStoreDB takes every variable that begins like its name for an option of its own. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(EVENTSTORE|MONGODB)_/.test(name)),
);

/** A server that this run starts and kills: a command that stays in the foreground, whose own process is the server's. */
export class Managed {
  readonly #command: string;
  #process: ChildProcess | undefined;

  constructor(command: string) {
    this.#command = command;
  }

  start(): void {
    this.#process = spawn('sh', ['-c', `exec ${this.#command}`], { stdio: 'ignore', env: ENVIRONMENT });
  }

  async kill(): Promise<void> {
    const killed = this.#process;
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
