import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Api, BUYER, SUPPLIER } from '../support/api.js';
import { LivePage } from '../support/live-page.js';
import { drafted } from '../support/orders.js';

it('a status page is sent whenever the order changes, and to nobody else', async () => {
  const api = await Api.open();
  const { id } = await drafted(api);
  const path = `/v1/orders/${id}/status/live`;
  const page = await LivePage.open(api, BUYER, path);
  expect([page.status, page.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect((await page.next())?.body).toMatchObject({
    orderId: id,
    phase: 'drafted',
    status: 'Waiting for confirmation',
  });

  await api.done(SUPPLIER, `/v1/orders/${id}/submissions`);
  const second = await page.next();
  expect(second?.body).toMatchObject({ phase: 'submitted' });
  const plain = await api.page(BUYER, id);
  expect(second?.body).toEqual(plain.body);

  const stranger = await LivePage.open(api, ['buyer', 'someone-else'], path);
  expect(stranger.status).toBe(404);
  page.close();
});

it('who comes back gets a page only when there is a newer one', async () => {
  const api = await Api.open();
  const { id } = await drafted(api);
  const path = `/v1/orders/${id}/status/live`;
  const first = await LivePage.open(api, BUYER, path);
  const seen = (await first.next())?.id ?? '';
  first.close();

  const same = await LivePage.open(api, BUYER, path, seen);
  expect(await same.next(200)).toBeUndefined();
  await api.done(BUYER, `/v1/orders/${id}/submissions`);
  const newer = await same.next();
  expect(newer?.body).toMatchObject({ phase: 'submitted' });
  same.close();

  const late = await LivePage.open(api, BUYER, path, seen);
  expect((await late.next())?.id).toBe(newer?.id);
  late.close();
  expect((await LivePage.open(api, BUYER, path, 'nonsense')).status).toBe(400);
});

it('the streams end when the process stops, at once', async () => {
  const api = await Api.open();
  const { id } = await drafted(api);
  const page = await LivePage.open(api, BUYER, `/v1/orders/${id}/status/live`);
  await page.next();
  const begun = Date.now();
  await api.close();
  await sleep(20);
  expect(page.hasEnded).toBe(true);
  expect(Date.now() - begun).toBeLessThan(3_000);
});
