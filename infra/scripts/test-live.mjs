import { spawn } from 'node:child_process';
import process from 'node:process';
import { binOf, root, setUp } from './set-up.mjs';

/**
 * `npm run test:live`: what needs a real server, against those of EVENTSTORE_URL and MONGODB_URL: the contract of each port, the
 * services on both, an order over HTTP, replicas that are killed. Arguments go to Jest.
 */
setUp();
const SERVERS = { EVENTSTORE_URL: 'EventStoreDB', MONGODB_URL: 'MongoDB' };
const missing = Object.entries(SERVERS).filter(([name]) => !process.env[name]);
for (const [name, server] of missing)
  console.log(
    `SKIPPED everything about ${server}: ${name} is not set. The services use the embedded store in its place.`,
  );
if (missing.length === Object.keys(SERVERS).length) {
  console.log('Nothing to test.');
  process.exit(0);
}

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = [binOf('jest', 'bin/jest.js'), '--runInBand', '--testPathPatterns', '\\.live\\.test\\.ts$'];
const child = spawn(process.execPath, [...flags, ...jest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LIVE: '1' },
});
child.on('close', (code) => (process.exitCode = code ?? 1));
