import { randomUUID } from 'node:crypto';
import { rm, utimes } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { Application } from '#application/nest';
import { position, systemActor, textAt, type EventMetadata, type JsonObject } from '#kernel';
import { FileKeyStore } from '#key-store';
import { JsonLog, Tokens } from '#platform';
import { openBlobStore } from '#platform/stores';
import { readModels, supplierDirectory, type SupplierDoc } from '#read-models';
import { runCli } from '../../apps/cli/program.js';
import { Api, OPERATOR, type Answer } from '../support/api.js';
import { afterThisTest, allOf, openEventStore, openReadStore, temporaryFolder } from '../support/event-store.js';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function ta(...args: readonly string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const into = (name: 'out' | 'err'): Writable =>
    new Writable({
      write: (chunk, _, done) => {
        written[name] += String(chunk);
        done();
      },
    });
  const code = await runCli(args, { out: into('out'), err: into('err'), interactive: false });
  return { code, ...written };
}

const account = { bank: 'Citibank', holder: 'Lin', number: '1' };
const enrolment = {
  supplierId: 'lin',
  name: 'Lin',
  designatedAccount: account,
  limit: { amount: '1.00', currency: 'USD' },
};

/** A folder in which one supplier has been enrolled; nobody works on it any more. */
async function folderWithSupplier(): Promise<string> {
  const folder = await temporaryFolder();
  const api = await Api.open(folder);
  const { body } = await api.post(OPERATOR, '/v1/suppliers', enrolment);
  const { position: after } = body as { position: string };
  expect((await api.get(OPERATOR, `/v1/suppliers/lin?after=${after}&settled=true`)).status).toBe(200);
  await api.close();
  return folder;
}

async function server(dataDir: string, clock: 'system' | 'movable' = 'movable'): Promise<string> {
  const application = await Application.open({ dataDir, clock }, new JsonLog('silent'));
  afterThisTest(() => application.close());
  return application.listen({ host: '127.0.0.1', port: 0 });
}

/** A port that was free a moment ago. */
async function addressOfNobody(): Promise<string> {
  const listener = createServer();
  const port = await new Promise<number>((done) =>
    listener.listen(0, () => done((listener.address() as AddressInfo).port)),
  );
  await new Promise((done) => listener.close(done));
  return `http://127.0.0.1:${port}`;
}

describe('ta', () => {
  it('says how it is used, with an example for every command', async () => {
    const { code, out } = await ta('--help');
    expect(code).toBe(0);
    const [, listed = ''] = out.split('Commands:');
    const commands = [...listed.matchAll(/^ {2}([a-z][a-z-]*) \S/gm)].map(([, name]) => name!).slice(0, -1); // the last is help
    expect(commands).toEqual(
      expect.arrayContaining(['token', 'import-purchases', 'audit-invariants', 'copy-documents']),
    );
    for (const command of commands) {
      const help = await ta(command, '--help');
      expect(help).toMatchObject({ code: 0, err: '' });
      expect(help.out).toMatch(new RegExp(`Examples?:\n.*ta -- ${command}`));
    }
  });

  it.each([
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['token', '--role', 'king', '--organisation', 'x'], /Allowed choices are buyer, supplier/],
    [['token', '--role', 'buyer'], /--organisation <id>' not specified/],
    [['token', '--role', 'buyer', '--organisation', 'A B'], /lower-case letters, digits and dashes/],
    [['token', '--role', 'buyer', '--organisation', 'x', '--expires', 'soon'], /such as 8h/],
    [
      ['token', '--role', 'buyer', '--organisation', 'x', '--data-dir', '/no/such'],
      /^There is no data folder \/no\/such\./,
    ],
    [['clock', 'advance', 'a lot'], /^"clock advance" takes <number><unit>/],
    [['clock', 'set', '2022-02-30'], /^"clock set" takes a day/],
    [['clock', 'show', '5d'], /^"clock show" takes nothing more/],
    [['clock', '--url', 'ftp://x'], /http:\/\/127\.0\.0\.1:3000/],
    [['import-purchases', '/no/such'], /^Cannot read \/no\/such\/[a-z-]+\.csv \(ENOENT\)\./],
    [['import-purchases', '/tmp', '--concurrency', '0'], /whole number from 1 to 1000/],
    [['run-script'], /^Name the file with the script\.$/m],
    [['run-script', '/no/such.json'], /^Cannot read \/no\/such\.json \(ENOENT\)\./],
    [['rebuild', 'dreams'], /Allowed choices are order-status, /],
  ])('takes a wrong use for what it is: %j', async (args, message) => {
    const { code, out, err } = await ta(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('gives one clear line when nobody answers', async () => {
    const dataDir = await temporaryFolder();
    const url = await addressOfNobody();
    const { code, out, err } = await ta('clock', '--url', url, '--data-dir', dataDir);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(`GET /v1/clock failed: ${url} does not answer: ECONNREFUSED.\n`);
  });
});

describe('ta token', () => {
  it('prints a token that this installation takes', async () => {
    const dataDir = await temporaryFolder();
    const args = ['token', '--role', 'buyer', '--organisation', 'acme', '--id', 'bea', '--expires', '2h'];
    const { code, out } = await ta(...args, '--data-dir', dataDir);
    expect(code).toBe(0);
    const tokens = await Tokens.open(await FileKeyStore.open(join(dataDir, 'keys')));
    const { actor, expiresAt } = await tokens.verify(out.trim());
    expect(actor).toEqual({ id: 'bea', onBehalfOf: null, organisation: 'acme', role: 'buyer' });
    expect(Math.abs(expiresAt - Date.now() - 2 * 3_600_000)).toBeLessThan(60_000);
    const json = JSON.parse((await ta(...args, '--json', '--data-dir', dataDir)).out) as JsonObject;
    expect(json).toMatchObject({ role: 'buyer', organisation: 'acme', id: 'bea', expiresInSeconds: 7_200 });
    expect((await tokens.verify(textAt(json, 'token'))).actor).toEqual(actor);
  });
});

describe('ta clock', () => {
  it('shows and moves the clock of a running server', async () => {
    const dataDir = await temporaryFolder();
    const url = await server(dataDir);
    const clock = (...args: readonly string[]): Promise<Ran> =>
      ta('clock', ...args, '--url', url, '--data-dir', dataDir);
    expect((await clock()).out).toMatch(/^20\S+Z \(the real time\)\n$/);
    expect((await clock('advance', '5d')).out).toMatch(/^20\S+Z \(5\.0 days ahead of the real time\)\n$/);
    expect((await clock('advance', '12h')).out).toContain('(5.5 days ahead of');
    expect((await clock('set', '2022-04-15')).out).toMatch(/^2022-04-15T00:00:\S+Z \(\d+\.\d days behind/);
    expect(JSON.parse((await clock('--json')).out)).toMatchObject({ movable: true });
    expect((await clock('set', 'now')).out).toMatch(/\(0\.0 days|the real time/);
  });

  it('leaves the clock of an installation in production alone', async () => {
    const dataDir = await temporaryFolder();
    const url = await server(dataDir, 'system');
    const { code, err } = await ta('clock', 'advance', '5d', '--url', url, '--data-dir', dataDir);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'This installation goes by the real time. (409 clock-not-movable)\n',
    });
  });
});

describe('ta audit-invariants', () => {
  it('says of each invariant that it holds, and names the first event that breaks one', async () => {
    const dataDir = await folderWithSupplier();
    const good = await ta('audit-invariants', '--data-dir', dataDir);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toMatch(
      /^\d+ events\n1\. holds: .*\n2\. holds: .*\n3\. holds: .*\n4\. holds: .*\n6\. holds: .*\n$/,
    );

    const store = await openEventStore(dataDir);
    const [granted] = await allOf(store, 'coverage-lin');
    if (granted === undefined) throw new Error('no limit was granted');
    const limit = { ...(granted.data['limit'] as JsonObject), minor: '1' };
    const planted = { ...granted.data, limit };
    const id = '00000000-0000-4000-8000-0000000000ad';
    await store.append('coverage-lin', [{ ...granted, id, data: planted }], 0);
    const bad = await ta('audit-invariants', '--json', '--data-dir', dataDir);
    expect(bad.code).toBe(1);
    const { findings } = JSON.parse(bad.out) as { findings: readonly { first: JsonObject | null }[] };
    const first = { stream: 'coverage-lin', revision: 1, type: 'coverage.limit-granted.v1' };
    expect(findings).toMatchObject([
      { invariant: 1, violations: 1, first },
      { first: null },
      { first: null },
      { first: null },
      { first: null },
    ]);
  });

  it('needs a folder', async () => {
    const { code, err } = await ta('audit-invariants', '--data-dir', 'nowhere');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('There is no data folder nowhere') });
  });
});

describe('ta rebuild', () => {
  it('builds every read model anew beside a running server, which goes on answering', async () => {
    const dataDir = await folderWithSupplier();
    const api = await Api.open(dataDir);
    for (const { name } of readModels) {
      const { code, out, err } = await ta('rebuild', name, '--data-dir', dataDir);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(
        new RegExp(`^${name}: \\d+ events, \\d+ documents compared, 0 differ. Generation 2 is live.\n$`),
      );
    }
    expect(await api.get(OPERATOR, '/v1/suppliers/lin')).toMatchObject({ status: 200, body: { name: 'Lin' } });
  });

  it('does not swap when the same code makes another document, unless it is told to', async () => {
    const dataDir = await folderWithSupplier();
    const readStore = await openReadStore(dataDir);
    const live = await readStore.live<SupplierDoc>(supplierDirectory);
    const stored = (await live.get('lin'))!;
    const forged = { id: 'lin', position: position(stored.position + 1n), doc: { ...stored.doc!, name: 'Forged' } };
    await live.commit({ documents: [forged] });
    const refused = await ta('rebuild', 'supplier-directory', '--data-dir', dataDir);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/1 differ\. The first: lin\. Not swapped: the same code must make the same documents/);
    const accepted = await ta('rebuild', 'supplier-directory', '--accept-differences', '--json', '--data-dir', dataDir);
    expect(accepted).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(accepted.out)).toMatchObject({ swapped: true, differences: 1 });
    const again = await (await readStore.live<SupplierDoc>(supplierDirectory)).get('lin');
    expect(again?.doc?.name).toBe('Lin');
  });

  it('mends a read model that other software has left, which stands still and makes the server unready till then', async () => {
    const dataDir = await folderWithSupplier();
    await rm(join(dataDir, 'read'), { recursive: true });
    await (await openReadStore(dataDir)).ensureLive({ ...supplierDirectory, version: 0 });
    const api = await Api.open(dataDir);
    const ready = () => api.raw().get('/health/ready');
    expect(await until(ready, 503)).toMatchObject({ status: 'unready', problems: ['AnotherVersionIsLive'] });
    expect(api.log.join()).toContain('run `ta rebuild supplier-directory`');
    expect((await api.get(OPERATOR, '/v1/suppliers/lin')).status).toBe(404);
    expect(await ta('rebuild', 'supplier-directory', '--data-dir', dataDir)).toMatchObject({ code: 0, err: '' });
    expect(await until(ready, 200)).toEqual({ status: 'ok', problems: [] });
    expect(await api.get(OPERATOR, '/v1/suppliers/lin')).toMatchObject({ status: 200, body: { name: 'Lin' } });
  });
});

/** What is answered once the answer is of this status. */
async function until(ask: () => PromiseLike<Answer>, status: number): Promise<unknown> {
  const giveUpAt = Date.now() + 20_000;
  let answer = await ask();
  while (answer.status !== status && Date.now() < giveUpAt) answer = await ask();
  expect(answer.status).toBe(status);
  return answer.body;
}

describe('ta sweep-blobs', () => {
  it('removes what no document names once it is a day old', async () => {
    const dataDir = await folderWithSupplier();
    const blobs = await openBlobStore({ dataDir });
    const { sha256 } = await blobs.put(Readable.from([Buffer.from('an orphan')]), 100);
    await blobs.close();
    const where = ['--data-dir', dataDir];
    const nothing = '0 orphans were removed, and what 0 unfinished uploads had left.\n';
    expect(await ta('sweep-blobs', ...where)).toEqual({ code: 0, out: nothing, err: '' });
    const long = new Date(Date.now() - 25 * 60 * 60 * 1_000);
    await utimes(join(dataDir, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256), long, long);
    const { out } = await ta('sweep-blobs', '--json', ...where);
    expect(JSON.parse(out)).toEqual({ removed: [sha256], drafts: 0 });
    expect((await ta('sweep-blobs', ...where)).out).toBe(nothing);
  });
});

describe('ta copy-documents', () => {
  it('brings the content of documents into another store, and says how much was there already', async () => {
    const [from, to] = [await temporaryFolder(), join(await temporaryFolder(), 'copy')];
    const blobs = await openBlobStore({ dataDir: from });
    const { sha256 } = await blobs.put(Readable.from([Buffer.from('a contract')]), 100);
    await blobs.close();
    const copied = (): Promise<Ran> => ta('copy-documents', '--from', from, '--to', to);
    expect(await copied()).toEqual({ code: 0, out: '1 documents copied, 10 bytes; 0 were there already.\n', err: '' });
    expect((await copied()).out).toBe('0 documents copied, 0 bytes; 1 were there already.\n');
    const copy = await openBlobStore({ dataDir: to });
    afterThisTest(() => copy.close());
    expect(await copy.find(sha256)).toEqual({ sha256, size: 10 });
  });

  it.each([
    [['--from', '/no/such', '--to', 'copy'], /^There is no data folder \/no\/such\.$/m],
    [['--from', 'data', '--to', 'data'], /^The source and the target are the same\.$/m],
  ])('takes a wrong use for what it is: %j', async (args, message) => {
    const { code, out, err } = await ta('copy-documents', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});

describe('ta parked', () => {
  it('lists what a read model could not digest, and tries it again', async () => {
    const dataDir = await folderWithSupplier();
    await rm(join(dataDir, 'read'), { recursive: true }); // as if nothing of it had ever been digested
    const eventStore = await openEventStore(dataDir);
    const positions: string[] = [];
    const ofSupplier = { streamPrefixes: ['supplier-lin', 'coverage-lin'] };
    for await (const batch of eventStore.readAll({ filter: ofSupplier }))
      positions.push(...batch.map((event) => String(event.position)));
    const readStore = await openReadStore(dataDir);
    await readStore.bind(await eventStore.identity(), () => eventStore.head());
    await readStore.ensureLive(supplierDirectory);
    const live = await readStore.live(supplierDirectory);
    const [first, last] = [positions.at(0)!, positions.at(-1)!];
    const parked = { key: 'lin', first, last, events: 2, error: 'it was too late in the evening' };
    const at = position(BigInt(last));
    await live.commit({ parked: [{ id: 'lin', position: at, doc: parked }], checkpoint: at });

    const where = ['--data-dir', dataDir];
    expect((await ta('parked', ...where)).out).toBe(
      'supplier-directory lin: 2 events wait: it was too late in the evening\n',
    );
    expect((await ta('parked', 'list', 'order-status', ...where)).out).toBe('Nothing is parked.\n');
    expect(await ta('parked', 'retry', 'supplier-directory', ...where)).toEqual({
      code: 0,
      out: 'supplier-directory lin: digested now\n',
      err: '',
    });
    expect((await live.get('lin'))?.doc).toMatchObject({ name: 'Lin' });
    expect((await ta('parked', '--json', ...where)).out).toBe('[]\n');
  });

  it('lists what a saga could not take, and tries it again', async () => {
    const dataDir = await folderWithSupplier();
    const eventStore = await openEventStore(dataDir);
    const input = { kind: 'event', type: 'supplier.enrolled.v1', stream: 'supplier-lin', revision: 0, eventId: '' };
    for await (const [event] of eventStore.readStream('supplier-lin')) input.eventId = event!.id;
    const data = { saga: 'coverage', instance: 'supplier-mei', input, error: 'the moon was full' };
    const metadata: EventMetadata = {
      actor: systemActor('saga-coverage'),
      causationId: null,
      commandDigest: '',
      commandId: randomUUID(),
      correlationId: randomUUID(),
      occurredAt: null,
      previousHash: null,
      recordedAt: '2026-01-01T00:00:00.000Z' as EventMetadata['recordedAt'], // of this form
      ruleSet: 'trade-assurance/1',
    };
    const parkedInput = { id: randomUUID(), type: 'saga.input-parked.v1', data, metadata: { ...metadata } };
    await eventStore.append('saga-coverage-supplier-mei', [parkedInput as never], 'no-stream');

    const where = ['--data-dir', dataDir];
    expect((await ta('parked', ...where)).out).toBe('saga coverage supplier-mei: 1 events wait: the moon was full\n');
    expect(await ta('parked', 'retry', 'sagas', ...where)).toEqual({
      code: 0,
      out: 'saga coverage supplier-mei: digested now\n',
      err: '',
    });
    expect((await ta('parked', ...where)).out).toBe('Nothing is parked.\n');
  });
});
