import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { afterThisTest, temporaryFolder } from '../support/event-store.js';
import { freePort } from '../support/free-port.js';

async function outputOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const code = await new Promise((ended) => child.on('close', ended));
  if (code !== 0) throw new Error(`exit code ${String(code)}: ${errors}`);
  return output;
}

it('the README’s example does what the README says', async () => {
  const readme = await readFile('README.md', 'utf8');
  const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  const expected = [...script.matchAll(/# → (.*)/g)].map(([, text]) => text);
  expect(expected.at(-1)).toBe('Completed');

  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: await temporaryFolder(),
    URL: `http://127.0.0.1:${port}`,
  };
  const server = spawn(process.execPath, ['dist/apps/standalone/main.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stopped = new Promise((ended) => server.on('close', ended));
  afterThisTest(async () => {
    server.kill('SIGINT');
    await stopped;
  });
  await new Promise((ready) => server.stdout.once('data', ready));

  const output = await outputOf('bash', ['-euc', script], env);
  expect(output.trim().split('\n')).toEqual(expected);
}, 120_000);
