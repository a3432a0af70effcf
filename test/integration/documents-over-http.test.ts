import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { BlobStoreUnusable } from '#blob-store';
import { StoreUnavailable } from '#event-store';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Party, type Written } from '../support/api.js';
import { file, pdf, PNG } from '../support/documents.js';
import { drafted } from '../support/orders.js';

const MEGABYTE = 1024 * 1024;
const STRANGER: Party = ['buyer', 'someone-else'];
const AUDITOR: Party = ['auditor', 'trade-assurance'];
const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('documents', () => {
  let folder: string;
  let api: Api;
  let order: Written;
  let documents: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ta-documents-'));
    api = await Api.start(folder);
    order = await drafted(api);
    documents = `/v1/orders/${order.id}/documents`;
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  const upload = (content: Uint8Array, headers: Record<string, string>, more: { key?: string; by?: Party } = {}) =>
    api.upload(more.by ?? BUYER, `${documents}?purpose=evidence`, content, {
      headers,
      ...(more.key !== undefined && { key: more.key }),
    });
  const stored = async (content: Uint8Array, name = 'seams.png', type = 'image/png'): Promise<Written> => {
    const { status, body } = await upload(content, file(name, type));
    expect([status, body]).toEqual([201, expect.anything()]);
    return body as Written;
  };
  const blobs = (): readonly string[] =>
    readdirSync(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const chain = async (id: string, query = ''): Promise<readonly { act: string; by: object }[]> => {
    const { body } = await api.get(AUDITOR, `/v1/documents/${id}/custody${query}`);
    return (body as { entries: readonly { act: string; by: object }[] }).entries;
  };
  const codeOf = ({ status, body }: Answer): unknown[] => [status, (body as { code?: string }).code];

  it('are taken by either side, shown to both, and downloaded as they were', async () => {
    const { id, position } = await stored(PNG, 'Nähte – 缝.png');
    const view = await api.get(SUPPLIER, `/v1/documents/${id}`);
    expect([view.status, view.body]).toEqual([
      200,
      {
        documentId: id,
        orderId: order.id,
        buyer: BUYER[1],
        supplier: SUPPLIER[1],
        purpose: 'evidence',
        sha256: sha256Of(PNG),
        size: PNG.length,
        mediaType: 'image/png',
        fileName: 'Nähte – 缝.png',
        uploadedAs: 'buyer',
        storedAt: expect.any(String),
      },
    ]);
    const content = await api.get(SUPPLIER, `/v1/documents/${id}/content`);
    expect(content.status).toBe(200);
    expect(Buffer.from(content.body as Uint8Array).equals(PNG)).toBe(true);
    expect(content.headers).toMatchObject({
      etag: `"${sha256Of(PNG)}"`,
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'content-disposition': `attachment; filename*=UTF-8''N%C3%A4hte%20%E2%80%93%20%E7%BC%9D.png`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    const again = await api.get(BUYER, `/v1/documents/${id}/content`, { 'if-none-match': `"${sha256Of(PNG)}"` });
    expect([again.status, again.text]).toEqual([304, '']);

    const list = await api.get(SUPPLIER, `${documents}?after=${position}`);
    expect(list.body).toMatchObject({ documents: [{ documentId: id, fileName: 'Nähte – 缝.png' }], next: null });
    const acts = (await chain(id)).map(({ act, by }) => [act, (by as { organisation: string }).organisation]);
    expect(acts).toEqual([
      ['stored', BUYER[1]],
      ['view', SUPPLIER[1]],
      ['download', SUPPLIER[1]],
      ['download', BUYER[1]],
    ]);
  });

  it('are bound together by hashes that anybody can follow, a page at a time', async () => {
    const { id } = await stored(pdf('chain'), 'chain.pdf', 'application/pdf');
    for (let looks = 0; looks < 3; looks++) await api.get(SUPPLIER, `/v1/documents/${id}`);
    interface Page {
      entries: { number: number; hash: string; previousHash: string | null }[];
      next: number | null;
    }
    const first = (await api.get(AUDITOR, `/v1/documents/${id}/custody?limit=2`)).body as Page;
    const second = (await api.get(AUDITOR, `/v1/documents/${id}/custody?limit=2&from=${first.next}`)).body as Page;
    expect([first.next, second.next]).toEqual([2, null]);
    const all = [...first.entries, ...second.entries];
    expect(all.map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect(all.map(({ previousHash }) => previousHash)).toEqual([null, ...all.slice(0, 3).map(({ hash }) => hash)]);
    expect(codeOf(await api.get(BUYER, `/v1/documents/${id}/custody`))).toEqual([403, 'role-not-permitted']);
  });

  it('are found again by the same upload, and a key takes no other content', async () => {
    const first = await upload(pdf('once'), file('once.pdf', 'application/pdf'), { key: 'once' });
    const repeat = await upload(pdf('once'), file('once.pdf', 'application/pdf'), { key: 'once' });
    expect([first.status, repeat.body]).toEqual([201, first.body]);
    const other = await upload(pdf('other'), file('once.pdf', 'application/pdf'), { key: 'once' });
    expect(codeOf(other)).toEqual([422, 'idempotency-key-reused']);
    const { id } = first.body as Written;
    expect((await chain(id)).map(({ act }) => act)).toEqual(['stored']);
    // The same content under another key is another document, and the same blob.
    expect((await upload(pdf('once'), file('once.pdf', 'application/pdf'))).body).not.toMatchObject({ id });
    expect(blobs().filter((name) => name === sha256Of(pdf('once')))).toHaveLength(1);
  });

  it('do not exist for a third party, nor does the order', async () => {
    const { id } = await stored(PNG);
    expect(codeOf(await upload(PNG, file('a.png', 'image/png'), { by: STRANGER }))).toEqual([404, 'unknown-order']);
    expect(codeOf(await api.get(STRANGER, `/v1/documents/${id}`))).toEqual([404, 'unknown-document']);
    expect(codeOf(await api.get(STRANGER, `/v1/documents/${id}/content`))).toEqual([404, 'unknown-document']);
    expect(codeOf(await api.get(STRANGER, documents))).toEqual([404, 'unknown-order']);
    expect((await chain(id)).map(({ act }) => act)).toEqual(['stored']);
  });

  it('of two who have no order yet are taken from one of them', async () => {
    const path = `/v1/documents?purpose=contract&buyer=${BUYER[1]}&supplier=${SUPPLIER[1]}`;
    const headers = file('contract.pdf', 'application/pdf');
    const { status, body } = await api.upload(SUPPLIER, path, pdf('contract'), { headers });
    expect(status).toBe(201);
    const view = await api.get(BUYER, `/v1/documents/${(body as Written).id}`);
    expect(view.body).toMatchObject({ orderId: null, purpose: 'contract', uploadedAs: 'supplier' });
    expect(codeOf(await api.upload(STRANGER, path, pdf('contract'), { headers }))).toEqual([
      403,
      'only-a-party-or-an-operator-stores-a-document',
    ]);
  });

  it.each<[string, Uint8Array, string, unknown[]]>([
    ['a type that is not taken', Buffer.from('<html></html>'), 'text/html', [415, 'media-type-not-taken']],
    ['JSON', Buffer.from('{}'), 'application/json', [415, 'unsupported-media-type']],
    ['another type than it says', PNG, 'application/pdf', [422, 'media-type-mismatch']],
    ['a program that is called a text', Buffer.from('MZ\0\0'), 'text/plain', [422, 'media-type-mismatch']],
    ['a text that is called a picture', Buffer.from('hello'), 'image/png', [422, 'media-type-mismatch']],
    ['nothing', Buffer.alloc(0), 'text/plain', [409, 'document-empty']],
  ])('are not %s', async (_, content, type, answer) => {
    expect(codeOf(await upload(content, file('name', type)))).toEqual(answer);
  });

  it.each(['', 'a/b.png', '..\\b.png', 'a\nb', '%', 'x'.repeat(256)])('are not called %j', async (name) => {
    const header = name === '%' ? '%' : encodeURIComponent(name);
    const answer = await upload(PNG, { 'content-type': 'image/png', ...(name !== '' && { 'file-name': header }) });
    expect(codeOf(answer)).toEqual([400, 'invalid-header']);
  });

  it('are text where there are only characters in it', async () => {
    const text = Buffer.from(`${'x'.repeat(4_099)}ä, and so on`); // a character lies across the end of what is looked at
    const { id } = await stored(text, 'words.txt', 'text/plain; charset=utf-8');
    expect((await api.get(BUYER, `/v1/documents/${id}/content`)).text).toBe(text.toString());
  });

  it('may be large, and are never in memory as a whole', async () => {
    const url = urlOf(api);
    const size = 64 * MEGABYTE;
    const piece = Buffer.alloc(64 * 1024, 'x');
    const hash = createHash('sha256');
    const memory = new Memory();
    function* content(): Generator<Buffer> {
      for (let sent = 0; sent < size; sent += piece.length) {
        const next = sent === 0 ? Buffer.concat([Buffer.from('%PDF-1.7\n'), piece.subarray(9)]) : piece;
        hash.update(next);
        memory.look(next.length);
        yield next;
      }
    }
    // Not by `fetch`, which takes in all of what it sends.
    const sending = request(`${url}${documents}?purpose=evidence`, {
      method: 'POST',
      headers: { ...(await asBuyer('large')), ...file('large.pdf', 'application/pdf') },
    });
    Readable.from(content()).pipe(sending);
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(201);
    const { id } = (await json(answer)) as Written;

    const got = await fetch(`${url}/v1/documents/${id}/content`, { headers: await asBuyer('large') });
    const back = createHash('sha256');
    let length = 0;
    for await (const next of got.body as unknown as AsyncIterable<Uint8Array>) {
      back.update(next);
      length += next.byteLength;
      memory.look(next.byteLength);
    }
    expect([length, back.digest('hex')]).toEqual([size, hash.digest('hex')]);
    expect(memory.growth / MEGABYTE).toBeLessThan(16); // of both ends, which are one process here
  }, 180_000);

  it('may not be larger than the setting says, whether they say so or not', async () => {
    const small = await Api.open(undefined, { maxDocumentBytes: 100_000 });
    const { id } = await drafted(small);
    const path = `/v1/orders/${id}/documents?purpose=evidence`;
    const content = Buffer.concat([pdf('x'), Buffer.alloc(200_000, 'x')]);
    const headers = file('large.pdf', 'application/pdf');
    expect(codeOf(await small.upload(BUYER, path, content, { headers }))).toEqual([413, 'too-large']);
    const chunked = await fetch(`${urlOf(small)}${path}`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${await small.token(BUYER)}`, 'idempotency-key': 'chunked' },
      body: Readable.from([content.subarray(0, 60_000), content.subarray(60_000)]),
      duplex: 'half',
    });
    expect([chunked.status, await chunked.json()]).toEqual([413, expect.objectContaining({ code: 'too-large' })]);
    expect((await small.upload(BUYER, path, content.subarray(0, 100_000), { headers })).status).toBe(201);
  });

  it('that break off leave nothing', async () => {
    const before = blobs();
    const { port } = api.application.http.getHttpServer().address() as AddressInfo; // it listens on one
    const socket = connect(port, '127.0.0.1');
    const headers = { ...(await asBuyer('broken-off')), ...file('half.pdf', 'application/pdf'), host: 'x' };
    const head = Object.entries({ ...headers, 'content-length': String(10 * MEGABYTE) }).map((pair) => pair.join(': '));
    socket.write([`POST ${documents}?purpose=evidence HTTP/1.1`, ...head, '', '%PDF-1.7\n'].join('\r\n'));
    socket.write(Buffer.alloc(MEGABYTE, 'x'));
    await until(() => blobs().length > before.length); // its draft
    socket.destroy();
    await until(() => blobs().length === before.length);
    expect([...blobs()].sort()).toEqual([...before].sort());
    expect(api.log).toEqual([]);
  });

  it('are not shown to anybody when it cannot be recorded that they were', async () => {
    const { id } = await stored(pdf('secret'), 'secret.pdf', 'application/pdf');
    const { pipeline } = api.application.engine;
    const run = pipeline.run.bind(pipeline);
    Object.assign(pipeline, { run: () => Promise.reject(new StoreUnavailable('gone')) });
    try {
      for (const path of [`/v1/documents/${id}`, `/v1/documents/${id}/content`]) {
        const answer = await api.get(BUYER, path);
        expect(codeOf(answer)).toEqual([503, 'store-unavailable']);
        expect(answer.text).not.toContain('secret');
      }
    } finally {
      Object.assign(pipeline, { run });
    }
    expect((await chain(id)).map(({ act }) => act)).toEqual(['stored']);
  });

  it('are not recorded when their content could not be kept', async () => {
    const { blobStore } = api.application.engine;
    const put = blobStore.put.bind(blobStore);
    Object.assign(blobStore, { put: () => Promise.reject(new BlobStoreUnusable('the disk is full')) });
    try {
      const answer = await upload(PNG, file('a.png', 'image/png'), { key: 'full' });
      expect(codeOf(answer)).toEqual([503, 'documents-unavailable']);
    } finally {
      Object.assign(blobStore, { put });
    }
    expect((await upload(PNG, file('a.png', 'image/png'), { key: 'full' })).status).toBe(201);
  });

  it('end before their end when their content is not what was put in', async () => {
    const content = Buffer.concat([pdf('damaged'), Buffer.alloc(300_000, 'x')]);
    const { id } = await stored(content, 'damaged.pdf', 'application/pdf');
    const sha256 = sha256Of(content);
    await writeFile(join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256), content.fill('y', 200_000));
    const got = await fetch(`${urlOf(api)}/v1/documents/${id}/content`, { headers: await asBuyer('damaged') });
    await expect(got.arrayBuffer()).rejects.toThrow();
  });

  const asBuyer = async (key: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await api.token(BUYER)}`,
    'idempotency-key': key,
  });
});

it('documents lose their names with whoever gave them', async () => {
  const api = await Api.open();
  const { id } = await drafted(api);
  const path = `/v1/orders/${id}/documents?purpose=evidence`;
  const { body } = await api.upload(BUYER, path, PNG, { headers: file('My daughter.png', 'image/png') });
  const document = `/v1/documents/${(body as Written).id}`;
  await api.done(OPERATOR, `/v1/data-subjects/${BUYER[1]}/erasures`, { reason: 'asked-by-the-subject' });
  expect((await api.get(SUPPLIER, document)).body).toMatchObject({ fileName: null });
  const content = await api.get(SUPPLIER, `${document}/content`);
  expect([content.status, content.headers['content-disposition']]).toEqual([200, 'attachment']);
});

function urlOf({ application }: Api): string {
  const { port } = application.http.getHttpServer().address() as AddressInfo; // it listens on one
  return `http://127.0.0.1:${port}`;
}

/** A collection takes long in a process that runs many tests; a whole document in memory shows at each look. */
const LOOK_EVERY = 16 * MEGABYTE;

/** What is really held, by looks that are some megabytes apart: what is garbage does not count. */
class Memory {
  readonly #collect: () => void;
  readonly #before: number;
  #highest = 0;
  #sinceLook = 0;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void; // what the flag exposes
    this.#before = this.#held();
  }

  look(bytes: number): void {
    this.#sinceLook += bytes;
    if (this.#sinceLook < LOOK_EVERY) return;
    this.#sinceLook = 0;
    this.#highest = Math.max(this.#highest, this.#held());
  }

  get growth(): number {
    return this.#highest - this.#before;
  }

  /** Twice, for what the first collection has found is given back beside it, and counted until the second waits for that. */
  #held(): number {
    this.#collect();
    this.#collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error('it never came to that');
    await sleep(10);
  }
}
