import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ModulesContainer } from '@nestjs/core';
import { ANYONE, lineOf, routesOf } from '#platform';
import { Api, type Answer } from '../support/api.js';

interface OperationObject {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, unknown>>; readonly headers?: Readonly<Record<string, unknown>> }
    >
  >;
  readonly security?: readonly object[];
}
interface Reference {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

async function readReference(): Promise<{ api: Api; reference: Reference }> {
  const api = await Api.open();
  const answer: Answer = await api.raw().get('/openapi.json');
  return { api, reference: answer.body as Reference };
}

const headersAt = (responses: OperationObject['responses'], status: string): readonly string[] =>
  Object.keys(responses[status]?.headers ?? {});

describe('the API reference', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const { reference } = await readReference();
    expect(reference.openapi).toBe('3.1.0');
    expect(await new Validator().validate({ ...reference })).toEqual({ valid: true });
    expect(JSON.stringify(reference)).not.toContain('"nullable"'); // a word of 3.0
  });

  it('in docs/openapi.json is the one that the code gives (npm run docs)', async () => {
    const { reference } = await readReference();
    expect(JSON.parse(await readFile('docs/openapi.json', 'utf8'))).toEqual(reference);
  });

  it('would not pass if it were not valid', async () => {
    const { reference } = await readReference();
    const broken = { ...reference, paths: { '/v1/orders': { post: { responses: 7 } } } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('describes every route: who, what is sent, what comes back', async () => {
    const { api, reference } = await readReference();
    for (const { method, path, operation } of routesOf(api.application.http.get(ModulesContainer))) {
      const described = reference.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      expect(described?.operationId).toBe(operation);
      if (described === undefined || operation === undefined) continue;
      const line = lineOf(operation);
      if (line === ANYONE) continue;
      const { parameters = [], responses, security } = described;
      expect(security).toEqual([{ bearer: [] }]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '503']));
      for (const [status, { content = {} }] of Object.entries(responses))
        if (Number(status) >= 400) expect(Object.keys(content)).toEqual(['application/problem+json']);
      expect(headersAt(responses, '503')).toEqual(['Retry-After']);
      if (line.scope !== 'write') continue;
      expect(parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '404', '409', '412', '413', '415', '422']));
    }
  });

  it.each(['/v1/orders/{id}/status', '/v1/suppliers/{id}'])(
    'describes the tag of %s, and the waiting for it',
    async (path) => {
      const { reference } = await readReference();
      const { parameters, responses } = reference.paths[path]!['get']!;
      expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-None-Match', required: false }));
      expect(['200', '202', '304'].map((status) => headersAt(responses, status))).toEqual([
        ['ETag'],
        ['Retry-After'],
        ['ETag'],
      ]);
    },
  );

  it('describes bodies field by field', async () => {
    const { reference } = await readReference();
    const { ContractBody, ContractLineBody, MoneyBody } = reference.components.schemas;
    expect(ContractBody).toMatchObject({
      required: ['buyer', 'supplier', 'lines', 'total', 'initialPayment', 'coverageType', 'shipBy'],
      properties: {
        buyer: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
        lines: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/ContractLineBody' } },
        coverageType: { enum: ['pre-shipment', 'post-delivery'] },
        shipBy: { format: 'date' },
      },
    });
    expect(ContractLineBody).toMatchObject({ properties: { quantity: { type: 'integer', minimum: 1 } } });
    expect(MoneyBody).toMatchObject({ required: ['amount', 'currency'] });
  });

  it('describes what is null with the types of 3.1', async () => {
    const { reference } = await readReference();
    expect(reference.components.schemas['OrderStatusAnswer']).toMatchObject({
      properties: {
        payBy: { type: ['string', 'null'], format: 'date-time' },
        next: { anyOf: [{ $ref: '#/components/schemas/NextStepAnswer' }, { type: 'null' }] },
      },
    });
  });

  it('can be read as a page, which needs nothing from elsewhere', async () => {
    const { api } = await readReference();
    const page = await api.raw().get('/docs');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html']);
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url);
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      expect(asset).toMatch(/^\.\/docs\//);
      expect((await api.raw().get(asset.slice(1))).status).toBe(200);
    }
  });
});
