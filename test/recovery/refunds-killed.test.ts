import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-store';
import { InvariantAudit } from '#invariants';
import { recorded } from '#runtime';
import { seeded } from '../faults/seeded.js';
import { Api, ARBITER, OPERATOR, type Party } from '../support/api.js';
import { heard, verdict, type Heard } from '../support/disputed-orders.js';
import { openEventStore, openReadStore, temporaryFolder } from '../support/event-store.js';
import { faultsIn } from '../support/integrity.js';
import { KilledInstallation } from '../support/killed-installation.js';

const ORDERS = 2;
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const LONGEST_LIFE_MS = 600;

const suppliers = Array.from({ length: ORDERS }, (_, n): Party => ['supplier', `supplier-${n}`]);

/** Disputes of several suppliers' orders, each waiting for its determination. */
async function disputesIn(folder: string): Promise<readonly Heard[]> {
  const api = await Api.start(folder);
  try {
    const disputes: Heard[] = [];
    for (const supplier of suppliers) disputes.push(await heard(api, supplier));
    return disputes;
  } finally {
    await api.close();
  }
}

/** What the provider has been ordered to pay out, by the keys. */
async function payOutsIn(folder: string): Promise<readonly string[]> {
  const journal = await readFile(join(folder, 'payment-provider-simulator', 'journal.jsonl'), 'utf8');
  const entries = journal
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { type: string; course?: { key: string } });
  return entries.flatMap(({ type, course }) => (type === 'pay-out' && course !== undefined ? [course.key] : []));
}

/** What has happened to the refunds. The saga may ask what has become of one that has just succeeded; that is refused, and recorded. */
async function historyOf(eventStore: EventStore) {
  const audit = new InvariantAudit();
  const refunds: Record<string, string[]> = {};
  for await (const batch of eventStore.readAll())
    for (const event of batch.map(recorded)) {
      audit.take(event);
      const { stream, type } = event;
      if (stream.startsWith('refund-') && type !== 'command-refused.v1') (refunds[stream] ??= []).push(type);
    }
  return { refunds, findings: audit.findings().filter(({ first }) => first !== null) };
}

const REFUNDED = ['authorised', 'submission-intended', 'submitted', 'succeeded'].map((what) => `refund.${what}.v1`);

describe(`platform and provider, killed at random moments (SEED=${SEED})`, () => {
  it('refund each of several orders once', async () => {
    const random = seeded(SEED);
    const dataDir = await temporaryFolder();
    const disputes = await disputesIn(dataDir);
    const installation = await KilledInstallation.start(dataDir);
    const meanwhile = async <T>(work: Promise<T>): Promise<T> => {
      const settled = work.catch(() => undefined); // its failure is the caller's, below
      await sleep(random() * LONGEST_LIFE_MS);
      await installation.kill(random() < 0.7 ? 'standalone' : 'payment-provider-simulator');
      await settled;
      return work;
    };
    const pages = (fits: (page: object) => boolean) =>
      Promise.all(
        disputes.map(({ dispute }) =>
          installation.until(OPERATOR, `/v1/disputes/${dispute}`, (page) => fits(page as object)),
        ),
      );

    for (const { dispute, evidence } of disputes)
      await meanwhile(
        installation.send(ARBITER, `/v1/disputes/${dispute}/determinations`, verdict(evidence), `determine-${dispute}`),
      );
    await meanwhile(pages((page) => JSON.stringify(page).includes('"submitted"')));
    await meanwhile(installation.send(OPERATOR, '/v1/clock/advances', { by: '4d' }, 'banking-days'));
    await meanwhile(pages((page) => JSON.stringify(page).includes('"succeeded"')));
    await meanwhile(installation.send(OPERATOR, '/v1/clock/advances', { by: '10d' }, 'appeal-over'));
    await pages((page) => 'phase' in page && page.phase === 'final');
    await installation.stop();

    const keys = disputes.map(({ dispute }) => `${dispute}-1`);
    expect((await payOutsIn(dataDir)).toSorted()).toEqual(keys.toSorted());
    const eventStore = await openEventStore(dataDir);
    expect(await historyOf(eventStore)).toEqual({
      refunds: Object.fromEntries(keys.map((key) => [`refund-${key}`, REFUNDED])),
      findings: [],
    });
    expect(await faultsIn({ eventStore, readStore: await openReadStore(dataDir) }, [])).toEqual([]);
  }, 180_000);
});
