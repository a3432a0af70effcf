import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR } from '../support/api.js';
import { temporaryFolder } from '../support/event-store.js';
import { confirmed, usd } from '../support/orders.js';

/** An order with its cover settled, in a folder on which nobody works any more. */
async function folderWithOrder(): Promise<{ readonly folder: string; readonly order: string }> {
  const folder = await temporaryFolder();
  const api = await Api.open(folder);
  const { id } = await confirmed(api);
  await api.close();
  return { folder, order: id };
}

/** Copies parts of a folder as an operator does, to where nothing is. */
async function copyOf(folder: string, ...parts: readonly string[]): Promise<string> {
  const place = await temporaryFolder();
  await copyInto(place, folder, ...parts);
  return place;
}

async function copyInto(place: string, folder: string, ...parts: readonly string[]): Promise<void> {
  for (const name of await readdir(folder)) {
    // A database and its log are one: what was written last may stand in the log alone.
    const wanted = parts.some((part) => name === part || name.startsWith(`${part}-`));
    if (wanted) await cp(join(folder, name), join(place, name), { recursive: true });
  }
}

async function pageIn(folder: string, order: string): Promise<{ readonly page: unknown; readonly etag: string }> {
  const api = await Api.open(folder);
  // A write that changes nothing answers with where the order's stream is: the page has to be there too.
  const { body } = await api.post(BUYER, `/v1/orders/${order}/submissions`);
  const answer = await api.page(BUYER, order, (body as { readonly position: string }).position);
  await api.close();
  return { page: answer.body, etag: answer.headers['etag'] ?? '' };
}

const EVERYTHING = ['events.db', 'read', 'keys'];
const KEPT_APART = ['events.db', 'keys'];

describe('a restored backup', () => {
  it('of the whole folder goes on elsewhere as if nothing had happened', async () => {
    const { folder, order } = await folderWithOrder();
    const there = await pageIn(folder, order);
    expect(there.page).toMatchObject({ status: 'Acknowledge reduced cover' });
    expect(await pageIn(await copyOf(folder, ...EVERYTHING), order)).toEqual(there);
  });

  it('of events and keys alone builds the read models anew, and they are the same', async () => {
    const { folder, order } = await folderWithOrder();
    expect(await pageIn(await copyOf(folder, ...KEPT_APART), order)).toEqual(await pageIn(folder, order));
  });

  it('that is older than the read models is refused in one line; without them it shows what it has', async () => {
    const { folder, order } = await folderWithOrder();
    const backup = await copyOf(folder, ...KEPT_APART);
    const before = await pageIn(backup, order);

    const api = await Api.open(folder);
    await api.done(BUYER, `/v1/orders/${order}/cover-acknowledgements`);
    const payment = { purpose: 'initial', amount: usd('1500.00'), method: 'tt', reference: 'MT103' };
    await api.done(OPERATOR, `/v1/orders/${order}/payments`, payment);
    await api.close();

    const mixed = await copyOf(folder, 'read');
    await copyInto(mixed, backup, ...KEPT_APART);
    await expect(Api.start(mixed)).rejects.toThrow(/^[^\n]*restored from an older backup[^\n]*$/);
    await rm(join(mixed, 'read'), { recursive: true });
    expect(await pageIn(mixed, order)).toEqual(before);
  });

  it('of another store is not mixed up with the read models of this one', async () => {
    const { folder } = await folderWithOrder();
    const other = await folderWithOrder();
    const mixed = await copyOf(other.folder, 'events.db', 'keys');
    await copyInto(mixed, folder, 'read');
    await expect(Api.start(mixed)).rejects.toMatchObject({ name: 'ReadStoreMismatch' });
  });
});
