import { spawn } from 'node:child_process';
import process from 'node:process';
import { binOf, root, setUp } from './set-up.mjs';

/** `npm run dev`: builds what is saved and restarts on it. */
setUp();

const runNode = (...args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
const builder = runNode(binOf('@nestjs/cli', 'bin/nest.js'), 'build', '--watch');
const server = runNode('--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/apps/standalone/main.js');

// Ctrl-C reaches both from the terminal; whichever ends first takes the other with it.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => [builder, server].forEach((child) => child.kill(signal)));
builder.on('exit', () => server.kill());
server.on('exit', (code) => {
  builder.kill();
  process.exitCode = code ?? 0;
});
