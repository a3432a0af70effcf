import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { IN_FLIGHT } from './commands.js';
import { compete, type Run } from './contest.js';
import { inNewFolder } from './folders.js';
import { orderOverHttp, type Address } from './http-load.js';
import { ratioOf, type Row } from './row.js';

const WARM_UP = 3_000;
const REQUESTS = 12_000;

export const httpCommands: Row = {
  name: 'http-commands',
  measure: async ({ folder, rounds }) => {
    const rates = await compete(
      {
        subject: () => inNewFolder(folder, (fresh) => servedBy('http-commands.process.js', fresh)),
        base: () => servedBy('http-commands.base.process.js'),
      },
      rounds,
    );
    return ratioOf(rates, {
      name: httpCommands.name,
      what: `HTTP commands (${IN_FLIGHT} connections) ÷ an empty Nest/Fastify POST with the same validation`,
      unit: 'commands/s',
      atLeast: 0.35,
      expected: { perSecond: 4_000, what: 'an empty POST with this validation does' },
    });
  },
};

/** Sends the work to a server in a process of its own: the client's share of the time is the other core's. */
async function servedBy(script: string, ...args: readonly string[]): Promise<Run> {
  const server = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    const [line] = (await Promise.race([
      once(createInterface(server.stdout), 'line'),
      ended.then(() => Promise.reject(new Error(`${script} ended before it answered`))),
    ])) as [string];
    const address = JSON.parse(line) as Address; // its whole output
    await orderOverHttp(address, WARM_UP);
    return await orderOverHttp(address, REQUESTS);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}
