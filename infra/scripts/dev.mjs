import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, sources } from './set-up.mjs';

/**
 * `npm run dev`: `npm start`, stopped and started again whenever a source was saved. A build that fails waits for the next save.
 * It looks at the files by itself: Node 20 on Linux loses sight of a watched file when an editor replaces it.
 */
const LOOK_EVERY_MS = 400;

let built = sources();
let running = start();

// Ctrl-C reaches both from the terminal; the child stops in order and then so does this.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    running.once('exit', (code) => process.exit(code ?? 0));
    if (running.exitCode !== null || !running.kill(signal)) process.exit(0);
  });

for (;;) {
  await sleep(LOOK_EVERY_MS);
  const now = sources();
  if (now === built) continue;
  built = now;
  if (running.exitCode === null) {
    running.kill('SIGTERM');
    await once(running, 'exit');
  }
  console.log('Starting again …');
  running = start();
}

function start() {
  return spawn(process.execPath, [join(root, 'infra/scripts/start.mjs')], { cwd: root, stdio: 'inherit' });
}
