import { describe, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo } from 'node:net';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organisationId } from '#kernel';
import { FileKeyStore } from '#key-store';
import { Tokens, type TokenRole } from '#platform';
import { afterThisTest, openEventStore, temporaryFolder } from '../support/event-store.js';
import { Server } from '../support/server.js';

/** It does not start, and says why in one line that a person understands. */
async function expectRefusal(env: Readonly<Record<string, string>>, line: RegExp): Promise<void> {
  const server = Server.start(env);
  expect(await server.exit).toBe(1);
  expect(server.stderr).toMatch(/^[^\n]+\n$/);
  expect(server.stderr).toMatch(line);
  expect(server.stderr).not.toMatch(/\bat .+:\d+:\d+/);
  expect(server.stdout).toBe('');
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  afterThisTest(() => new Promise((done) => server.close(() => done())));
  return (server.address() as AddressInfo).port; // it listens on a port
}

async function identityIn(dataDir: string): Promise<string> {
  return (await openEventStore(dataDir)).identity();
}

async function read(
  dataDir: string,
  url: string,
  path: string,
  role: TokenRole = 'operator',
  wait = 5,
): Promise<unknown> {
  const tokens = await Tokens.open(await FileKeyStore.open(join(dataDir, 'keys')));
  const token = await tokens.issue({ subject: 'test', organisation: organisationId('trade-assurance'), role });
  return (
    await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}`, prefer: `wait=${wait}` } })
  ).json();
}

describe('a start that cannot succeed says why', () => {
  it('when the port is in use', async () => {
    const port = await takenPort();
    const env = { DATA_DIR: await temporaryFolder(), PORT: String(port) };
    await expectRefusal(env, new RegExp(`127\\.0\\.0\\.1:${port} is in use.* set PORT`));
  });

  it('when the data folder cannot be used', async () => {
    const file = join(await temporaryFolder(), 'a-file');
    await writeFile(file, '');
    await expectRefusal({ DATA_DIR: join(file, 'data') }, /cannot use .*a-file/);
  });

  it('when the events are no database', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'events.db'),
      'this is no database, but long enough to be looked at as one'.repeat(100),
    );
    await expectRefusal({ DATA_DIR: folder }, /cannot use .*events\.db/);
  });

  it('when the read models belong to other events', async () => {
    const folder = await temporaryFolder();
    const server = Server.start({ DATA_DIR: folder, DEMO: 'off' });
    await server.up();
    server.signal('SIGTERM');
    await server.exit;
    for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, `events.db${suffix}`), { force: true });
    await expectRefusal({ DATA_DIR: folder }, /built from event store .* delete the folder/);
  });

  it('when the keys cannot be kept', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'keys'), '');
    await expectRefusal({ DATA_DIR: folder }, /keys/);
  });

  it.each([
    [{ PORT: 'abc' }, /PORT=abc: a port is a number/],
    [{ EVENTSTORE_URL: 'http://u:secret@events' }, /^(?!.*secret).*EVENTSTORE_URL: it begins with esdb:/],
    [{ EVENTSTORE_URL: 'esdb://127.0.0.1:9?tls=false' }, /events cannot be read.*127\.0\.0\.1:9/],
    [{ HOST: '203.0.113.7' }, /203\.0\.113\.7 is no address of this machine/],
  ])('when the settings are %j', async (env, line) => {
    await expectRefusal({ DATA_DIR: await temporaryFolder(), ...env }, line);
  });
});

describe('a process', () => {
  it('comes up with a marketplace to look at, stops on Ctrl-C, and finds everything again', async () => {
    const folder = await temporaryFolder();
    const first = Server.start({ DATA_DIR: folder });
    const url = await first.up();
    const [shown = ''] = /\/v1\/orders\/\S+\/status/.exec(first.stdout) ?? [];
    const page = await read(folder, url, shown);
    expect(page).toMatchObject({
      status: 'Acknowledge reduced cover',
      cover: { base: { amount: '3000.00' }, granted: { amount: '2000.00', currency: 'USD' } }, // [seed]
    });
    expect(first.stdout).toContain(`${url}/docs`);
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    first.signal('SIGINT');
    first.signal('SIGINT'); // as npm does, which passes on what the terminal has sent already
    expect(await first.exit).toBe(0);
    expect(first.stderr).toBe('');

    const second = Server.start({ DATA_DIR: folder });
    const again = await second.up();
    expect(await read(folder, again, shown)).toEqual(page);
    second.signal('SIGTERM');
    expect(await second.exit).toBe(0);
  });

  it('stops though clients hold connections: with nothing on them, with half a request, with a wait for what never comes', async () => {
    const folder = await temporaryFolder();
    const server = Server.start({ DATA_DIR: folder, DEMO: 'off' });
    const url = await server.up();
    const { port } = new URL(url);
    for (const sent of ['', 'GET /health/live HTTP/1.1\r\nHost:']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined); // it is cut off
      afterThisTest(() => Promise.resolve(void socket.destroy()));
      await new Promise((connected) => socket.once('connect', connected));
      socket.write(sent);
    }
    const supplier = await read(folder, url, '/v1/suppliers/nobody');
    expect(supplier).toMatchObject({ code: 'unknown-supplier' });
    const waiting = read(folder, url, `/v1/suppliers/nobody?after=${await identityIn(folder)}-999999`, 'operator', 30);
    await pause(200);
    server.signal('SIGINT');
    expect(await server.exit).toBe(0);
    expect(server.stderr).toBe('');
    expect(await waiting).toMatchObject({ wanted: expect.stringContaining('999999') });
  });

  it('is told where its keys are missing, instead of making others', async () => {
    const folder = await temporaryFolder();
    const server = Server.start({ DATA_DIR: folder });
    await server.up();
    server.signal('SIGTERM');
    await server.exit;
    await writeFile(join(folder, 'keys', 'token-signing'), 'garbled');
    await expectRefusal({ DATA_DIR: folder }, /token-signing is not what was written there/);
    await rm(join(folder, 'keys'), { recursive: true });
    await expectRefusal({ DATA_DIR: folder }, /command-digest is missing: restore the keys/);
  });

  it('goes on with a marketplace whose loading was broken off', async () => {
    const folder = await temporaryFolder();
    const killed = Server.start({ DATA_DIR: folder });
    const giveUpAt = Date.now() + 30_000;
    while (Date.now() < giveUpAt && !(await exists(join(folder, 'events.db-wal')))) await pause(5);
    await pause(700);
    killed.signal('SIGKILL');
    await killed.exit;
    const next = Server.start({ DATA_DIR: folder });
    const url = await next.up();
    const [shown = ''] = /\/v1\/orders\/\S+\/status/.exec(next.stdout) ?? [];
    expect(await read(folder, url, shown)).toMatchObject({ status: 'Acknowledge reduced cover' });
    expect(next.stderr).toBe('');
  });

  it('leaves a store alone that is not a demo’s', async () => {
    const folder = await temporaryFolder();
    const first = Server.start({ DATA_DIR: folder, DEMO: 'off' });
    const url = await first.up();
    await move(folder, url);
    first.signal('SIGINT');
    await first.exit;
    const second = Server.start({ DATA_DIR: folder });
    const again = await second.up();
    expect(second.stdout).not.toContain('demo order');
    expect(await read(folder, again, '/v1/suppliers/lin-textiles')).toMatchObject({ code: 'unknown-supplier' });
    expect((await read(folder, again, '/v1/clock')) as object).toMatchObject({ movable: true });
  });

  it('answers what is under way before it stops, and takes nothing new', async () => {
    const folder = await temporaryFolder();
    const server = Server.start({ DATA_DIR: folder, DEMO: 'off' });
    const url = await server.up();
    const moves = Array.from({ length: 20 }, () => move(folder, url).catch(() => 0));
    await Promise.race(moves);
    server.signal('SIGINT');
    const statuses = await Promise.all(moves);
    expect(await server.exit).toBe(0);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => ![200, 503, 0].includes(status))).toEqual([]);
  });

  it('logs requests when it is told to', async () => {
    const folder = await temporaryFolder();
    const server = Server.start({ DATA_DIR: folder, DEMO: 'off', LOG_LEVEL: 'info' });
    const url = await server.up();
    await fetch(`${url}/health/live`);
    server.signal('SIGINT');
    await server.exit;
    const lines = server.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(expect.objectContaining({ message: 'request', url: '/health/live', status: 200 }));
  });
});

let moves = 0;

/** Moves the clock by a second: a write that needs nothing else. @returns the status. */
async function move(dataDir: string, url: string): Promise<number> {
  const tokens = await Tokens.open(await FileKeyStore.open(join(dataDir, 'keys')));
  const token = await tokens.issue({
    subject: 'test',
    organisation: organisationId('trade-assurance'),
    role: 'operator',
  });
  const { status } = await fetch(`${url}/v1/clock/advances`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': `move-${moves++}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ by: '1s' }),
  });
  return status;
}

const pause = (millis: number): Promise<void> => new Promise((done) => setTimeout(done, millis));
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
