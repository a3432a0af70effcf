import { describe, expect, it } from '@jest/globals';
import { OPERATOR } from '../support/api.js';
import { temporaryFolder } from '../support/event-store.js';
import { HttpClient } from '../support/http-client.js';
import { liveThroughOrder } from '../support/order-life.js';
import { Server } from '../support/server.js';

const SERVICES = ['command-api', 'query-api', 'projector', 'saga-runner'];

describe('the services as processes of their own, on the stores of one folder', () => {
  it('bring an order from the enrolment to the receipt', async () => {
    const dataDir = await temporaryFolder();
    const servers = SERVICES.map((app) => Server.start({ DATA_DIR: dataDir, CLOCK: 'system' }, app));
    const [commands = '', queries = '', ...others] = await Promise.all(servers.map((server) => server.up()));
    const client = await HttpClient.of(dataDir, commands, queries);
    await liveThroughOrder(client);
    // Who is asked carries out no saga: what is stored says that another has done everything.
    const { status, body } = await client.get(OPERATOR, '/v1/sagas/summary?settled=true');
    expect([status, body]).toMatchObject([200, { settled: true, instances: { failed: 0, running: 0 } }]);

    for (const url of [commands, queries, ...others]) {
      expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ok', problems: [] });
    }
    // Each answers what is its own, and nothing else.
    expect((await fetch(`${queries}/v1/orders`, { method: 'POST' })).status).toBe(404);
    for (const url of others) expect((await fetch(`${url}/v1/suppliers/x`)).status).toBe(404);

    for (const server of servers) server.signal('SIGTERM');
    expect(await Promise.all(servers.map((server) => server.exit))).toEqual([0, 0, 0, 0]);
    expect(servers.map(({ stderr }) => stderr)).toEqual(['', '', '', '']);
  });
});
