import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Application } from '#application/nest';
import type { EventStore } from '#event-store';
import { EmbeddedEventStore } from '#event-store/embedded';
import { InvariantAudit } from '#invariants';
import { JsonLog } from '#platform';
import type { DisputeAnswer, OrderStatusAnswer } from '#read-models/nest';
import { recorded } from '#runtime';
import { Api, OPERATOR } from '../support/api.js';
import { startChild, type Child, type Ended } from '../support/child.js';
import { afterThisTest, openEventStore, temporaryFolder } from '../support/event-store.js';
import { madeUpPurchases, writePurchases, type PurchaseTables } from '../support/made-up-purchases.js';
import { expectedOf, seenOf, seenOfDispute } from '../support/purchase-oracle/index.js';

const SAMPLE = fileURLToPath(new URL('../../../shared/data/adventure-works', import.meta.url));
/** Minutes where nothing else runs; the limit is for a machine that is busy. */
const HALF_AN_HOUR = 1_800_000;
const FIVE_MINUTES = 300_000;

/** What the import prints with --json. */
interface Printed {
  readonly imported: readonly { readonly purchaseOrder: number; readonly orderId: string }[];
  readonly brokenRows: readonly object[];
}

function importing(folder: string, dataDir: string, ...more: readonly string[]): Child {
  const child = startChild('apps/cli/main', 'import-purchases', folder, '--json', '--data-dir', dataDir, ...more);
  afterThisTest(async () => {
    child.process.kill('SIGKILL'); // when the test has given up on it
    await child.ended;
  });
  return child;
}

async function imported(folder: string, dataDir: string): Promise<Printed> {
  return printedBy(await importing(folder, dataDir).ended);
}

function printedBy({ code, stdout, stderr }: Ended): Printed {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Printed;
}

/** Asks the server for every status page and every supplier, and compares them with what the files lead to. */
async function expectAsInFiles(api: Api, tables: PurchaseTables, printed: Printed): Promise<void> {
  const { pages, disputes, suppliers, summary } = expectedOf(tables);
  expect(printed).toMatchObject(summary);
  expect(printed.imported.map(({ purchaseOrder }) => purchaseOrder)).toEqual([...pages.keys()].sort((a, b) => a - b));
  const headers = { authorization: `Bearer ${await api.token(OPERATOR)}` };
  const read = async (url: string): Promise<unknown> => {
    const { statusCode, body } = await api.application.http.inject({ method: 'GET', url, headers });
    expect({ url, statusCode }).toEqual({ url, statusCode: 200 });
    return JSON.parse(body);
  };
  for (const { purchaseOrder, orderId } of printed.imported) {
    const page = (await read(`/v1/orders/${orderId}/status`)) as OrderStatusAnswer; // so the API reference says
    expect([purchaseOrder, seenOf(page)]).toEqual([purchaseOrder, pages.get(purchaseOrder)]);
    for (const { disputeId } of page.disputes) {
      const dispute = (await read(`/v1/disputes/${disputeId}`)) as DisputeAnswer; // likewise
      expect([purchaseOrder, seenOfDispute(dispute)]).toEqual([purchaseOrder, disputes.get(purchaseOrder)]);
    }
  }
  for (const [id, expected] of suppliers) expect(await read(`/v1/suppliers/${id}`)).toMatchObject(expected);
  await expectInvariants(api);
}

/** The limits, the covers and the money of all orders together, added up from the events. */
async function expectInvariants(api: Api): Promise<void> {
  const audit = new InvariantAudit();
  for await (const events of api.application.engine.eventStore.readAll())
    for (const event of events) audit.take(recorded(event));
  expect(audit.findings().map(({ first }) => first)).toEqual([null, null, null, null, null]);
}

/** What was recorded, without regard to the order in which it was: stream and type of every event. */
async function recordedIn(dataDir: string): Promise<string[]> {
  const store = await EmbeddedEventStore.open(dataDir);
  const events: string[] = [];
  for await (const batch of store.readAll()) events.push(...batch.map(({ stream, type }) => `${stream} ${type}`));
  await store.close();
  return events.sort();
}

/** Kills the process, with SIGKILL, once the store has got so far. */
async function killedAt(child: Child, store: EventStore, position: number): Promise<Ended> {
  await untilAt(store, position, child);
  child.process.kill('SIGKILL');
  return child.ended;
}

async function untilAt(store: EventStore, position: number, child?: Child): Promise<void> {
  while ((child?.process.exitCode ?? null) === null && Number(await store.head()) < position) await sleep(5);
}

/** A server of its own on the folder. */
async function startServer(dataDir: string, port = 0): Promise<{ readonly url: string; close(): Promise<void> }> {
  const application = await Application.open({ dataDir, clock: 'movable' }, new JsonLog('silent'));
  afterThisTest(() => application.close());
  return { url: await application.listen({ host: '127.0.0.1', port }), close: () => application.close() };
}

async function tablesIn(folder: string): Promise<PurchaseTables> {
  const [vendors, orders, lines] = await Promise.all(
    ['vendors', 'purchase-orders', 'purchase-order-lines'].map((name) => readFile(join(folder, `${name}.csv`), 'utf8')),
  );
  return { vendors: vendors!, orders: orders!, lines: lines! };
}

describe('importing purchase orders', () => {
  (existsSync(SAMPLE) ? it : it.skip)(
    existsSync(SAMPLE)
      ? 'takes all of the sample, and every order and supplier is as the files say'
      : `takes all of the sample (skipped: there is no folder ${SAMPLE})`,
    async () => {
      const dataDir = await temporaryFolder();
      const printed = await imported(SAMPLE, dataDir);
      expect(printed.imported).toHaveLength(4_012);
      await expectAsInFiles(await Api.open(dataDir), await tablesIn(SAMPLE), printed);
    },
    HALF_AN_HOUR,
  );

  it('goes over HTTP to a running server in just the same way, and waits while that is away', async () => {
    const dataDir = await temporaryFolder();
    const tables = madeUpPurchases(30);
    const folder = await writePurchases(join(await temporaryFolder(), 'purchases'), tables);
    const server = await startServer(dataDir);
    const child = importing(folder, dataDir, '--url', server.url, '--concurrency', '3');
    await untilAt(await openEventStore(dataDir), 300);
    await server.close();
    const again = await startServer(dataDir, Number(new URL(server.url).port));
    const printed = printedBy(await child.ended);
    await again.close();
    await expectAsInFiles(await Api.open(dataDir), tables, printed);
  });

  it(
    'killed again and again, and run again, ends as if nothing had happened',
    async () => {
      const tables = madeUpPurchases(24);
      const folder = await writePurchases(join(await temporaryFolder(), 'purchases'), tables);
      const [whole, broken] = [await temporaryFolder(), await temporaryFolder()];
      await imported(folder, whole);
      const expected = await recordedIn(whole);
      const store = await openEventStore(broken);
      for (const part of [0.02, 0.2, 0.45, 0.7, 0.95]) {
        const { signal } = await killedAt(importing(folder, broken), store, Math.floor(expected.length * part));
        expect(signal).toBe('SIGKILL');
      }
      const printed = await imported(folder, broken);
      expect(await recordedIn(broken)).toEqual(expected);
      await imported(folder, broken); // and once more, though nothing is left to do
      expect(await recordedIn(broken)).toEqual(expected);
      await expectAsInFiles(await Api.open(broken), tables, printed);
    },
    FIVE_MINUTES,
  );

  it('leaves broken rows out, says which and why, and does the rest', async () => {
    const good = madeUpPurchases(8);
    const spoiled = {
      vendors: good.vendors,
      orders: `${good.orders}9,1,lost,250,1,CARGO,2024-03-01,2024-03-02,1.0000,0.0000,0.0000\n10,1,pending,250,1,CARGO,2024-03-01,,0.0000,0.0100,0.0000\n`,
      lines: `${good.lines}9,90,2024-03-05,1,500,1.0000,0,0\n10,100,2024-03-05,1,500,0.0000,0,0\n77,770,2024-03-05,1,500,1.0000,0,0\n`,
    };
    const folder = await writePurchases(join(await temporaryFolder(), 'purchases'), spoiled);
    const dataDir = await temporaryFolder();
    const { code, stdout, stderr } = await importing(folder, dataDir).ended;
    expect(code).toBe(3);
    const rows = [
      ['purchase-order-lines.csv', 21, 'order 77 is not in purchase-orders.csv, or is broken there'],
      ['purchase-orders.csv', 10, 'status is "lost", which is none of pending, approved, rejected, complete'],
      [
        'purchase-orders.csv',
        11,
        'refused: The rules refuse it: initial payment out of range. (409 initial-payment-out-of-range)',
      ],
    ] as const;
    expect(stderr).toBe(rows.map(([file, line, reason]) => `${file}:${line}: ${reason}\n`).join(''));
    const printed = JSON.parse(stdout) as Printed;
    expect(printed.brokenRows).toEqual(rows.map(([file, line, reason]) => ({ file, line, reason })));
    await expectAsInFiles(await Api.open(dataDir), good, { ...printed, brokenRows: [] });
  });
});
