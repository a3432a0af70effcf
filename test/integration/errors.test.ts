import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendTooLarge, StoreUnavailable } from '#event-store';
import { OutcomeUnknown, TooMuchContention } from '#runtime';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Written } from '../support/api.js';
import { confirmed, contract, drafted, enrolment, usd } from '../support/orders.js';

interface ProblemBody {
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

const NOBODY = '00000000-0000-5000-8000-000000000000';

describe('a request that cannot be answered', () => {
  let folder: string;
  let api: Api;
  let order: Written;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ta-errors-'));
    api = await Api.start(folder);
    order = await drafted(api);
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  /** Every failure has the one form of RFC 9457, and tells nothing of our inside. */
  function expectProblem(answer: Answer, status: number, code: string): ProblemBody {
    expect([answer.status, (answer.body as ProblemBody).code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ type: `urn:trade-assurance:problem:${code}`, status, code });
    expect(answer.text).not.toMatch(/\bat .*\.(ts|js)|node_modules|Error:/);
    return answer.body as ProblemBody;
  }
  const fieldsOf = ({ errors = [] }: ProblemBody): string[] =>
    errors.map(({ field, message }) => `${field} ${message}`);

  describe('for who sends it', () => {
    it('needs a token', async () => {
      const answer = await api.raw().get(`/v1/orders/${order.id}/status`);
      expectProblem(answer, 401, 'token-missing');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    });

    it('needs a good token', async () => {
      const answer = await api.raw().get(`/v1/orders/${order.id}/status`).set('authorization', 'Bearer nonsense');
      expectProblem(answer, 401, 'token-invalid');
    });

    it('needs the role', async () => {
      expectProblem(await api.post(BUYER, '/v1/suppliers', {}), 403, 'role-not-permitted');
    });

    it('needs the scope', async () => {
      const { tokens } = api.application.engine;
      const { actor } = await tokens.verify(await api.token(BUYER));
      const token = await tokens.issue({
        subject: 'x',
        organisation: actor.organisation as never, // it was on a token
        role: 'buyer',
        scopes: ['read'],
      });
      const sent = api.raw().post('/v1/orders').set('authorization', `Bearer ${token}`).send(contract());
      expectProblem(await sent, 403, 'scope-missing');
    });

    it('is refused by the domain where a party has the role of the other one', async () => {
      const answer = await api.post(['buyer', SUPPLIER[1]], `/v1/orders/${order.id}/submissions`);
      expectProblem(answer, 403, 'only-a-party-submits-an-order');
    });

    it.each<[role: 'buyer' | 'supplier', act: string, body: object | undefined]>([
      ['buyer', 'submissions', undefined],
      ['supplier', 'submissions', undefined],
      ['buyer', 'revisions', contract()],
      ['supplier', 'confirmations', { contractHash: '0'.repeat(64) }],
      ['buyer', 'cancellations', { reason: 'not mine' }],
      ['buyer', 'cover-acknowledgements', undefined],
      ['buyer', 'receipts', undefined],
      ['supplier', 'shipments', { lines: [{ line: 1, quantity: 1 }], carrier: 'DHL', trackingNumber: 'JD01' }],
    ])('does not learn as another %s that there is an order, by %s', async (role, act, body) => {
      for (const headers of [{}, { 'if-match': '"0"' }, { 'if-match': '"7"' }, { 'if-match': '*' }]) {
        const [there, nowhere] = await Promise.all(
          [order.id, NOBODY].map(async (id) => {
            const { status, text } = await api.post([role, 'someone-else'], `/v1/orders/${id}/${act}`, body, {
              headers,
            });
            return [status, text.replaceAll(id, 'id')];
          }),
        );
        expect(there).toEqual(nowhere);
        if (!('if-match' in headers)) expect(there?.[0]).toBe(404);
      }
    });

    it('shows another party’s order to nobody', async () => {
      expectProblem(await api.page(['buyer', 'someone-else'], order.id), 404, 'unknown-order');
      expectProblem(await api.page(['supplier', 'someone-else'], order.id), 404, 'unknown-order');
      expect((await api.page(['auditor', 'trade-assurance'], order.id)).status).toBe(200);
    });
  });

  describe('for its key', () => {
    it('needs an Idempotency-Key on every write', async () => {
      const answer = await api.post(BUYER, '/v1/orders', contract(), { key: null });
      expect(fieldsOf(expectProblem(answer, 400, 'idempotency-key-missing'))).toEqual(['Idempotency-Key must be sent']);
    });

    it.each(['with space', 'x'.repeat(256), 'ä'])('needs one of good form, not %j', async (key) => {
      const latin1 = Buffer.from(key, 'utf8').toString('latin1');
      expectProblem(await api.post(BUYER, '/v1/orders', contract(), { key: latin1 }), 400, 'invalid-header');
    });

    it('is refused when the key stood for another request', async () => {
      expect((await api.post(BUYER, '/v1/orders', contract(), { key: 'reused' })).status).toBe(201);
      const other = contract({ shipBy: '2035-07-01' });
      expectProblem(await api.post(BUYER, '/v1/orders', other, { key: 'reused' }), 422, 'idempotency-key-reused');
    });

    it('may have the key of another organisation', async () => {
      const draft = await api.post(SUPPLIER, '/v1/orders', contract(), { key: 'reused' });
      expect(draft.status).toBe(201);
    });
  });

  describe('for its body', () => {
    it('names every field that is wrong, once', async () => {
      const body = {
        ...contract(),
        buyer: 'Not An Id',
        lines: [{ product: '', quantity: 0, unitPrice: '1,5', amount: { amount: '1.234', currency: 'USD' } }],
        total: { amount: '12', currency: 'usd' },
        initialPayment: undefined,
        coverageType: 'always',
        shipBy: '2035-02-30',
        agreedCap: null,
        extra: 1,
      };
      const answer = await api.post(BUYER, '/v1/orders', body);
      expect(fieldsOf(expectProblem(answer, 400, 'invalid-request')).sort()).toEqual([
        'agreedCap must be an object',
        'buyer must be 1 to 63 lower-case letters, digits and dashes, the first no dash',
        'coverageType must be one of pre-shipment, post-delivery',
        'extra should not exist',
        'initialPayment is missing',
        'lines.0.amount.amount must be an amount such as "1500.00", with no more decimals than the currency has',
        'lines.0.product must be longer than or equal to 1 characters',
        'lines.0.quantity must not be less than 1',
        'lines.0.unitPrice must be a decimal number such as "45.5805"',
        'shipBy must be a day of the calendar, such as 2027-03-31',
        'total.currency must be three capital letters, such as USD',
      ]);
    });

    it.each([
      ['no JSON', '{"a":', 'application/json', 400, 'malformed-request'],
      ['nothing where an object is needed', '', 'application/json', 400, 'malformed-request'],
      ['a list', '[]', 'application/json', 400, 'invalid-request'],
      ['a text', '"x"', 'application/json', 400, 'invalid-request'],
      ['another media type', 'a=1', 'text/csv', 415, 'unsupported-media-type'],
      ['more than a server takes', `{"a":"${'x'.repeat(2_000_000)}"}`, 'application/json', 413, 'too-large'],
      ['a prototype', '{"__proto__":{"x":1}}', 'application/json', 400, 'malformed-request'],
      [
        'for a day beyond all calendars',
        JSON.stringify(contract({ shipBy: '9999-12-31' })),
        'application/json',
        400,
        'invalid-request',
      ],
      ['a list in the list', JSON.stringify(contract({ lines: [[{}]] })), 'application/json', 400, 'invalid-request'],
      ['as deep as a stack', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'application/json', 400, 'malformed-request'],
      ['no UTF-8', Buffer.from('{"reason":"caf\xe9"}', 'latin1'), 'application/json', 400, 'malformed-request'],
      ['another charset', '{}', 'application/json; charset=latin1', 415, 'unsupported-media-type'],
      ['a form', 'reason=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
      ['plain text', '{}', 'text/plain', 415, 'unsupported-media-type'],
    ])('may not be %s', async (_name, body, type, status, code) => {
      const sent = api
        .raw()
        .post('/v1/orders')
        .set('authorization', `Bearer ${await api.token(BUYER)}`);
      const asItIs = sent.set('idempotency-key', 'body').serialize((bytes: string) => bytes);
      expectProblem(await asItIs.type(type).send(body), status, code);
    });
  });

  describe('for having a body', () => {
    const submit = async (body: string): Promise<Answer> => {
      const sent = api
        .raw()
        .post(`/v1/orders/${NOBODY}/submissions`)
        .set('authorization', `Bearer ${await api.token(BUYER)}`);
      const asItIs = sent.set('idempotency-key', 'none').serialize((bytes: string) => bytes);
      return asItIs.type('application/json').send(body);
    };

    it.each(['{"contractHash":"x"}', '[]', '["x"]', '"x"', '0', 'null'])('%s, where none is taken', async (body) => {
      expectProblem(await submit(body), 400, 'unexpected-body');
    });

    it('is not refused when there is nothing in it', async () => {
      expectProblem(await submit('{}'), 404, 'unknown-order');
      expectProblem(await api.post(BUYER, `/v1/orders/${NOBODY}/submissions`), 404, 'unknown-order');
    });
  });

  describe('for what it names', () => {
    it.each([
      [`/v1/orders/${NOBODY}/submissions`, 'unknown-order'],
      ['/v1/orders/no-uuid/submissions', 'unknown-order'],
      [`/v1/orders/${NOBODY}/receipts`, 'unknown-order'],
    ])('POST %s is %s', async (path, code) => {
      expectProblem(await api.post(BUYER, path), 404, code);
    });

    it('is an order, a shipment, a supplier that there is', async () => {
      expectProblem(await api.page(BUYER, NOBODY), 404, 'unknown-order');
      expectProblem(await api.post(SUPPLIER, `/v1/shipments/${NOBODY}/deliveries`), 404, 'unknown-shipment');
      expectProblem(await api.get(BUYER, '/v1/suppliers/nobody'), 404, 'unknown-supplier');
      const draft = await api.post(BUYER, '/v1/orders', contract({ supplier: 'nobody' }));
      expectProblem(draft, 404, 'unknown-supplier');
      const money = { purpose: 'initial', amount: usd('1.00'), method: 'tt', reference: 'x' };
      expectProblem(await api.post(OPERATOR, `/v1/orders/${NOBODY}/payments`, money), 404, 'unknown-order');
    });

    it.each([
      ['GET', '/nothing'],
      ['POST', '/v1/orders/'],
      ['GET', `/v1/orders/${NOBODY}`],
    ])('%s %s is no route', async (method, path) => {
      const answer = method === 'GET' ? await api.get(BUYER, path) : await api.post(BUYER, path);
      expectProblem(answer, 404, 'no-such-route');
    });

    it.each([
      ['get', '/v1/orders', 'POST'],
      ['post', '/health/live', 'GET, HEAD'],
      ['put', `/v1/orders/${NOBODY}/status`, 'GET, HEAD'],
      ['delete', `/v1/orders/${NOBODY}/submissions`, 'POST'],
      ['options', '/v1/suppliers/nobody', 'GET, HEAD'],
      ['patch', '/openapi.json', 'GET, HEAD'],
    ] as const)('is not for the method: %s %s, but for %s', async (method, path, allowed) => {
      const answer = await api.raw()[method](path).type('text/plain').send('{}');
      expectProblem(answer, 405, 'method-not-allowed');
      expect(answer.headers['allow']).toBe(allowed);
    });

    it('is nothing outside of the API reference’s own files', async () => {
      for (const path of ['/docs/%2e%2e/package.json', '/docs/..%2fpackage.json'])
        expectProblem(await api.raw().get(path), 404, 'no-such-route');
    });

    it('has a path that can be decoded', async () => {
      expectProblem(await api.raw().get('/v1/orders/%zz'), 400, 'malformed-request');
    });
  });

  describe('for the state of things', () => {
    it('is refused with the facts of the rule, money in major units', async () => {
      const answer = await api.post(BUYER, '/v1/orders', contract({ total: usd('2999.99') }));
      const { code } = answer.body as ProblemBody;
      expectProblem(answer, 409, code);
      expect(answer.text).toContain('"amount":"3000.00"');
      expect(answer.text).not.toContain('minor');
    });

    it('is refused when the revision moved on', async () => {
      const path = `/v1/orders/${order.id}/submissions`;
      const stale = await api.post(BUYER, path, undefined, { headers: { 'if-match': '"7"' } });
      expect(expectProblem(stale, 412, 'revision-mismatch')).toMatchObject({ facts: { expected: 7, actual: 0 } });
      const fresh = await api.post(BUYER, path, undefined, { headers: { 'if-match': `"${order.revision}"` } });
      expect(fresh.status).toBe(200);
    });

    it('is not refused for If-Match: * but when there is nothing', async () => {
      const headers = { 'if-match': '*' };
      const there = await api.post(BUYER, `/v1/orders/${order.id}/submissions`, undefined, { headers });
      expect(there.status).toBe(200);
      const nowhere = await api.post(BUYER, `/v1/orders/${NOBODY}/submissions`, undefined, { headers });
      expect(expectProblem(nowhere, 412, 'revision-mismatch')).toMatchObject({
        detail: 'There is none that If-Match could be about.',
        facts: { expected: 'any', actual: -1 },
      });
    });

    it.each([
      ['If-Match', 'W/"1"', 'must be a strong tag: a weak one never matches'],
      ['If-Match', '"1", "2"', 'must be the revision that the resource shows, such as "7", or *'],
      ['Occurred-At', 'yesterday', 'must be an RFC 3339 date-time, such as 2026-11-24T09:30:00Z'],
    ])('is refused when %s is %s', async (header, value, message) => {
      const answer = await api.post(BUYER, `/v1/orders/${order.id}/submissions`, undefined, {
        headers: { [header.toLowerCase()]: value },
      });
      expect(expectProblem(answer, 400, 'invalid-header').errors).toEqual([{ field: header, message }]);
    });
  });

  describe('for its position', () => {
    const page = (query: string): Promise<Answer> => api.get(BUYER, `/v1/orders/${order.id}/status?${query}`);

    it('is one of this store', async () => {
      const other = `${NOBODY}-1`;
      expectProblem(await page(`after=${other}`), 400, 'wrong-store-position');
    });

    it.each(['after=1', 'after=x-y', 'after=-', 'after='])('is one of good form, not %s', async (query) => {
      expect((await page(query)).status).toBe(400);
    });

    it('goes with `settled`', async () => {
      expectProblem(await page('settled=true'), 400, 'after-missing');
      expect(fieldsOf(expectProblem(await page('settled=yes'), 400, 'invalid-request'))).toEqual([
        'settled must be one of true, false',
      ]);
    });

    it('is answered with how far the read is, when that takes too long', async () => {
      const [store = ''] = /^.*(?=-\d+$)/.exec(order.position) ?? [];
      const headers = { prefer: 'wait=0' };
      const answer = await api.get(BUYER, `/v1/orders/${order.id}/status?after=${store}-999999`, headers);
      expect(answer.status).toBe(202);
      expect(answer.headers['retry-after']).toBe('1');
      expect(answer.body).toMatchObject({ wanted: `${store}-999999` });
      expect((answer.body as { reached: string }).reached).toMatch(new RegExp(`^${store}-\\d+$`));
    });
  });

  describe('for how it is written', () => {
    const unread = [
      'POST /v1/orders HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked\r\n\r\n',
    ].join('\r\n');

    it.each([
      ['no HTTP', 'nonsense\r\n\r\n', 400, 'malformed-request'],
      ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400, 'malformed-request'],
      ['a chunk without a length', `${unread}x\r\n`, 400, 'malformed-request'],
      ['chunks with much beside', `${unread}1;${'x'.repeat(20_000)}\r\n`, 413, 'too-large'],
      ['more headers than a server takes', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, 431, 'headers-too-large'],
    ])('may not be %s', async (_name, bytes, status, code) => {
      expectProblem(await answerTo(bytes), status, code);
    });

    /** As it stands on the wire. */
    async function answerTo(bytes: string): Promise<Answer> {
      const { port } = api.application.http.getHttpServer().address() as AddressInfo; // it listens on one
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let text = '';
      for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
      const [head = '', body = ''] = text.split('\r\n\r\n');
      const [statusLine = '', ...fields] = head.split('\r\n');
      const headers = Object.fromEntries(fields.map((field) => field.split(': ', 2) as [string, string])); // a name and a value
      return { status: Number(statusLine.split(' ')[1]), headers, text: body, body: JSON.parse(body) as unknown };
    }
  });

  it('was never an unforeseen one', () => {
    expect(api.log).toEqual([]);
  });
});

describe('a failure', () => {
  it.each([
    [new TypeError('a secret of the inside'), 500, 'internal-error'],
    [new OutcomeUnknown('no answer'), 503, 'outcome-unknown'],
    [new TooMuchContention('50 writers'), 503, 'too-much-contention'],
    [new StoreUnavailable('gone'), 503, 'store-unavailable'],
    [new AppendTooLarge('order-1', 2_000_000, 1_048_576), 413, 'too-large'],
  ])('%s is answered with %d %s', async (error, status, code) => {
    const api = await Api.open();
    Object.assign(api.application.engine.pipeline, { run: () => Promise.reject(error) });
    const answer = await api.post(OPERATOR, '/v1/suppliers', enrolment());
    expect([answer.status, (answer.body as ProblemBody).code]).toEqual([status, code]);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
    expect(answer.text).not.toContain('secret');
    expect(api.log.join()).toContain(status === 500 ? 'a secret of the inside' : '');
    expect(api.log.length).toBe(status === 500 ? 1 : 0); // what was foreseen is the caller's to know, not the log's
  });

  it('of the store is seen by whoever watches over the process, which is alive all the same', async () => {
    const api = await Api.open();
    const { id } = await confirmed(api);
    expect((await api.raw().get('/health/ready')).body).toEqual({ status: 'ok', problems: [] });
    await api.application.engine.readStore.close();
    expect((await api.page(BUYER, id)).body).toMatchObject({ status: 503, code: 'store-unavailable' });
    const ready = await api.raw().get('/health/ready');
    expect([ready.status, (ready.body as { status: string }).status]).toEqual([503, 'unready']);
    expect((await api.raw().get('/health/live')).status).toBe(200);
  });
});
