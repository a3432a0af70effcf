import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { afterThisTest } from './event-store.js';

const UP = /answers at (http:\S+)\n/;

/** An app as a process of its own, as it was built. */
export class Server {
  #stdout = '';
  #stderr = '';
  readonly exit: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => (this.#stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.#stderr += String(chunk)));
    this.exit = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  }

  /** @param env on top of nothing but what Node.js needs: the settings of whoever runs the tests do not count. */
  static start(env: Readonly<Record<string, string>>, app = 'standalone'): Server {
    const args = ['--enable-source-maps', resolve('dist/apps', app, 'main.js')];
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], PORT: '0', ...env } });
    const server = new Server(child);
    afterThisTest(async () => {
      child.kill('SIGKILL');
      await server.exit;
    });
    return server;
  }

  get stdout(): string {
    return this.#stdout;
  }
  get stderr(): string {
    return this.#stderr;
  }

  /** @returns where it answers. @throws when it ended instead. */
  async up(): Promise<string> {
    const printed = new Promise<string>((resolve) => {
      const look = (): void => {
        const url = UP.exec(this.#stdout)?.[1];
        if (url !== undefined) resolve(url);
      };
      this.child.stdout?.on('data', look);
      look();
    });
    const ended = this.exit.then((code) => {
      throw new Error(`ended with ${String(code)}: ${this.#stderr}`);
    });
    return Promise.race([printed, ended]);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
