import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { contract, drafted, enrolment } from '../support/orders.js';

interface Summary {
  readonly settled: boolean;
  readonly now: string;
  readonly position: string;
  readonly heardUpTo: string;
  readonly nextDeadlineAt: string | null;
}

interface Story {
  readonly instance: { readonly status: string };
  readonly steps: readonly { readonly revision: number; readonly type: string; readonly text: string }[];
}

/** The saga runner takes the event when it comes to it. */
async function untilFailed(api: Api, instance: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { body } = await api.get(OPERATOR, '/v1/sagas?saga=coverage&status=failed');
    if (JSON.stringify(body).includes(`"${instance}"`)) return;
    await sleep(50);
  }
  throw new Error(`${instance} has not failed`);
}

describe('the sagas over HTTP', () => {
  it('say when nothing is due any more, and then everything shows', async () => {
    const api = await Api.open();
    const { id } = await drafted(api);
    await api.done(BUYER, `/v1/orders/${id}/submissions`);
    const before = (await api.get(OPERATOR, '/v1/sagas/summary')).body as Summary;
    expect(before).toMatchObject({ settled: true, overdueDeadlines: 0, instances: { failed: 0, waiting: 1 } });
    const to = new Date(Date.parse(before.nextDeadlineAt!) + 1).toISOString(); // the order expires
    await api.post(OPERATOR, '/v1/clock/settings', { to });
    const { status, body } = await api.get(OPERATOR, '/v1/sagas/summary?settled=true');
    const settled = body as Summary;
    expect([status, settled]).toMatchObject([200, { settled: true, withCommandsUnderWay: 0, nextDeadlineAt: null }]);
    expect(settled.heardUpTo).toBe(settled.position);
    expect(settled.now >= to).toBe(true);
    const page = await api.get(BUYER, `/v1/orders/${id}/status?after=${settled.position}`);
    expect(page.body).toMatchObject({ status: 'Expired' });
    expect((await api.get(BUYER, '/v1/sagas/summary')).status).toBe(403);
  });

  it('can be read by a person: what each saw, decided and sent, and what came back', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const story = `/v1/sagas/coverage/instances/supplier-${SUPPLIER[1]}`;
    const { body } = await api.get(OPERATOR, story);
    const { instance, steps } = body as Story;
    expect(instance).toMatchObject({ saga: 'coverage', status: 'resting', commands: [], wakesAt: null });
    expect(steps.map(({ text }) => text)).toEqual([
      `Saw supplier.enrolled.v1 (supplier-${SUPPLIER[1]} 0): A supplier was enrolled: his first limit is granted. It sends grant-limit to ${SUPPLIER[1]}.`,
      `grant-limit to ${SUPPLIER[1]} was accepted.`,
      'grant-limit was accepted: The limit is granted.',
    ]);
    const part = (await api.get(OPERATOR, `${story}?from=1&limit=1`)).body as Story;
    expect(part.steps).toEqual([steps[1]]);
    expect((await api.get(OPERATOR, '/v1/sagas/coverage/instances/nobody')).status).toBe(404);
    expect((await api.get(BUYER, story)).status).toBe(403);
  });

  it('are listed by how they stand, page by page', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const { id } = await api.done(BUYER, '/v1/orders', contract());
    await api.done(BUYER, `/v1/orders/${id}/submissions`);
    const { position } = await api.done(BUYER, `/v1/orders/${id}/cancellations`, { reason: 'No need any more.' });
    const list = async (query: string) =>
      (await api.get(OPERATOR, `/v1/sagas?saga=coverage&after=${position}&settled=true${query}`)).body as {
        readonly instances: readonly { readonly instance: string }[];
        readonly next: string | null;
      };
    const { instances, next } = await list('&limit=1');
    expect(instances).toMatchObject([{ instance: id }]);
    expect((await list(`&limit=1&cursor=${encodeURIComponent(next ?? '')}`)).instances).toMatchObject([
      { instance: `supplier-${SUPPLIER[1]}` },
    ]);
    expect((await list('&status=failed')).instances).toEqual([]);
  });

  it('that failed are tried again, and say why they fail again', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const retry = (instance: string) => api.post(OPERATOR, `/v1/sagas/coverage/instances/${instance}/retries`);
    expect(await retry(`supplier-${SUPPLIER[1]}`)).toMatchObject({ status: 200 });
    expect(await retry('nobody')).toMatchObject({ status: 404, body: { code: 'unknown-saga-instance' } });
    expect((await api.post(OPERATOR, '/v1/sagas/no-such/instances/one/retries')).status).toBe(404);

    // An input that no version of the saga takes: what another hand wrote under a known type.
    const alien = {
      id: '00000000-0000-4000-8000-00000000a11e',
      type: 'order.confirmed.v1',
      data: {},
      metadata: {},
    };
    await api.application.engine.eventStore.append('elsewhere', [alien], 'no-stream');
    const key = 'stream-elsewhere';
    await untilFailed(api, key);
    expect(await retry(key)).toMatchObject({ status: 409, body: { code: 'input-still-parked' } });
  });
});
