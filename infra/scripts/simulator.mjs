import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers';
import { root } from './set-up.mjs';

const PAUSE_MS = 1_000;

/**
 * Starts the simulated payment provider beside the process that calls this, and tells that process by its environment where it is.
 * Nothing happens in production, or where a provider is set already. It is started again whenever it ends, and ends with this process.
 */
export async function startSimulator() {
  const { env } = process;
  if (env.NODE_ENV?.trim() === 'production' || env.PAYMENT_PROVIDER_URL) return;
  const host = env.HOST?.trim() || '127.0.0.1';
  // Its callbacks need to know the port; one that is out of form is the application's to refuse.
  env.PORT = env.PORT?.trim() || '3000';
  if (env.PORT === '0') env.PORT = String(await freePort(host));
  const [port, secret] = [await freePort('127.0.0.1'), randomBytes(32).toString('hex')];
  const settings = {
    ...{ HOST: '127.0.0.1', PORT: String(port), PAYMENT_PROVIDER_SECRET: secret, SUPERVISED: 'yes' },
    CALLBACK_URL: `http://${reachable(host)}:${env.PORT}/v1/provider-callbacks/simulator`,
  };
  supervise({ ...env, ...settings });
  env.PAYMENT_PROVIDER_NAME = 'simulator';
  env.PAYMENT_PROVIDER_URL = `http://127.0.0.1:${port}`;
  env.PAYMENT_PROVIDER_SECRET = secret;
}

/** Its input is held open: when this process is gone, however that came, the simulator sees the end of it and stops. */
function supervise(env) {
  const entry = join(root, 'dist/apps/payment-provider-simulator/main.js');
  const child = spawn(process.execPath, [entry], { env, stdio: ['pipe', 'ignore', 'inherit'] });
  const again = () => {
    const timer = setTimeout(() => supervise(env), PAUSE_MS);
    timer.unref();
  };
  child.once('exit', again);
  child.unref();
  child.stdin.unref?.();
  process.once('exit', () => child.kill());
}

/** From this very machine, where a server listens everywhere. */
const reachable = (host) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

async function freePort(host) {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
