import { describe, expect, it } from '@jest/globals';
import { CliError } from '../errors.js';
import { Api, type Refused } from './api.js';
import { Unreachable, type ApiRequest, type ApiResponse, type Transport } from './transport.js';

const WRITTEN = { id: 'o-1', revision: 0, position: 'store-7' };
const REQUEST = { path: '/v1/orders', token: 't', key: 'aw-1-draft', body: {} };
const down = new Unreachable('http://127.0.0.1:3000 does not answer: ECONNREFUSED');
const busy = { status: 503, body: { code: 'store-unavailable', detail: 'The store cannot be reached.' } };

/** Gives the answers one after another, the last one for ever. */
function apiOver(...answers: readonly (ApiResponse | Error)[]) {
  const sent: ApiRequest[] = [];
  const pauses: number[] = [];
  const transport: Transport = {
    send: (request) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? down;
      sent.push(request);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    close: () => Promise.resolve(),
  };
  const pause = (millis: number): Promise<void> => Promise.resolve(void pauses.push(millis));
  return { api: new Api(transport, { pause }), sent, pauses };
}

describe('the client of the API', () => {
  it('sends a write under its key and gives the answer', async () => {
    const { api, sent, pauses } = apiOver({ status: 201, body: WRITTEN });
    expect(await api.write(REQUEST)).toEqual(WRITTEN);
    expect(sent).toEqual([{ ...REQUEST, method: 'POST' }]);
    expect(pauses).toEqual([]);
    expect(api.writes).toBe(1);
  });

  it('sends the very same again, with growing pauses, when nobody answers or it cannot be done now', async () => {
    const answers = [down, busy, { status: 500, body: undefined }, down, { status: 200, body: WRITTEN }];
    const { api, sent, pauses } = apiOver(...answers);
    expect(await api.write(REQUEST)).toEqual(WRITTEN);
    expect(sent).toEqual(answers.map(() => ({ ...REQUEST, method: 'POST' })));
    expect(pauses).toHaveLength(4);
    pauses.forEach((millis, tries) => {
      expect(millis).toBeGreaterThanOrEqual(75 * 2 ** tries);
      expect(millis).toBeLessThanOrEqual(125 * 2 ** tries);
    });
    expect(api.writes).toBe(1);
  });

  it('asks a read again that lags behind', async () => {
    const { api } = apiOver(
      { status: 202, body: { wanted: 'a', reached: 'b' } },
      { status: 200, body: { status: 'Completed' } },
    );
    expect(await api.read({ path: '/v1/orders/1/status?after=a', token: 't' })).toEqual({ status: 'Completed' });
  });

  it.each([
    [down, 'POST /v1/orders failed (tried 10 times): http://127.0.0.1:3000 does not answer: ECONNREFUSED.'],
    [busy, 'POST /v1/orders failed (tried 10 times): The store cannot be reached. (503 store-unavailable)'],
  ])('gives up in the end, and says why', async (answer, message) => {
    const { api, sent } = apiOver(answer);
    await expect(api.write(REQUEST)).rejects.toThrow(new CliError(message));
    expect(sent).toHaveLength(10);
  });

  it('takes a refusal for what it is', async () => {
    const body = {
      code: 'invalid-request',
      detail: 'It is not as it should be.',
      errors: [{ field: 'lines.0.quantity', message: 'must be an integer' }],
    };
    const { api, sent } = apiOver({ status: 400, body });
    await expect(api.write(REQUEST)).rejects.toMatchObject({
      name: 'Refused',
      status: 400,
      code: 'invalid-request',
      message: 'It is not as it should be. lines.0.quantity must be an integer. (400 invalid-request)',
    } satisfies Partial<Refused>);
    expect(sent).toHaveLength(1);
    expect(api.writes).toBe(0);
  });
});
