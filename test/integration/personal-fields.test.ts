import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeApi } from '#platform';
import { findChainBreak } from '#audit';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Party } from '../support/api.js';
import { temporaryFolder } from '../support/event-store.js';
import { everyEvent } from '../support/every-event.js';
import { contract, enrolment } from '../support/orders.js';

/** What a field is called that is about a person, his account, or in his own words. */
const LOOKS_PERSONAL =
  /name|holder|address|street|city|postcode|contact|phone|email|account|iban|number|reference|reason|text|message|note|comment|description|statement|claim/i;

/** Fields that only look so, each with why it is not. */
const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'enrol-supplier name': 'the supplier’s trade name, under which buyers find him',
  'change-profile name': 'the same',
  'draft-listing description': 'what he tells every buyer of a product',
  'revise-listing description': 'the same',
  'dispatch-shipment trackingNumber': 'a carrier’s number for a parcel',
  'dispatch-planned-shipment trackingNumber': 'the same',
};

/** A field of a write, as `<operation> <name>`. */
type Field = string;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** What the API says about itself, as far as it is about writes. */
class Writes {
  readonly #operations: readonly { readonly path: RegExp; readonly operation: Operation }[];
  readonly #schemas: Readonly<Record<string, Schema>>;

  constructor(api: Api) {
    const { paths, components } = describeApi(api.application.http) as unknown as {
      readonly paths: Readonly<Record<string, { readonly post?: Operation }>>;
      readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
    };
    this.#schemas = components.schemas;
    this.#operations = Object.entries(paths).flatMap(([path, { post }]) =>
      post === undefined ? [] : [{ path: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`), operation: post }],
    );
  }

  get names(): readonly string[] {
    return this.#operations.map(({ operation }) => operation.operationId);
  }

  nameOf(path: string): string {
    const [plain = ''] = path.split('?', 1);
    return this.#operations.find((each) => each.path.test(plain))?.operation.operationId ?? `unknown: ${path}`;
  }

  /** Every field that takes free text and has a personal-looking name. */
  get personalLooking(): readonly Field[] {
    return this.#operations.flatMap(({ operation: { operationId, requestBody } }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema === undefined ? [] : this.#fieldsOf(schema).map((name) => `${operationId} ${name}`);
    });
  }

  #fieldsOf(schema: Schema, name = ''): readonly string[] {
    if (schema.$ref !== undefined)
      return this.#fieldsOf(this.#schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name);
    if (schema.items !== undefined) return this.#fieldsOf(schema.items, name);
    if (schema.properties !== undefined)
      return Object.entries(schema.properties).flatMap(([each, member]) => this.#fieldsOf(member, each));
    const free = schema.type === 'string' && schema.format === undefined && schema.enum === undefined;
    return free && LOOKS_PERSONAL.test(name) ? [name] : [];
  }
}

const markOf = (field: Field): string => `planted in ${field}.`;

/** The body with a mark in each of the fields, for as deep as it goes. */
function planted(value: unknown, operation: string, fields: ReadonlySet<Field>, into: Set<Field>, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => planted(item, operation, fields, into, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([each, member]) => [each, planted(member, operation, fields, into, each)]),
    );
  const field = `${operation} ${name}`;
  if (typeof value !== 'string' || !fields.has(field)) return value;
  into.add(field);
  return `${value} ${markOf(field)}`;
}

/** Every byte that was written, file by file. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const holds = (file: string, mark: string): boolean => readFileSync(file).includes(mark);

describe('what is about a person', () => {
  it('is nowhere in the data folder in the clear, whatever command brought it and however it was named', async () => {
    const folder = await temporaryFolder();
    const sent = new Set<string>();
    const marked = new Set<Field>();
    let writes: Writes | undefined;
    let fields = new Set<Field>();
    await everyEvent(folder, (api) => {
      const known = (writes = new Writes(api));
      fields = new Set(known.personalLooking);
      return (path, body) => {
        const operation = known.nameOf(path);
        sent.add(operation);
        return planted(body, operation, fields, marked) as object;
      };
    });

    // Nothing was left out: each write was sent, and each field of it that looks personal was filled.
    expect([...sent].sort()).toEqual([...(writes?.names ?? [])].sort());
    expect([...marked].sort()).toEqual([...fields].sort());

    const files = filesIn(folder);
    const inTheClear = [...fields].filter((field) => files.some((file) => holds(file, markOf(field))));
    expect(inTheClear.sort()).toEqual(Object.keys(NOT_PERSONAL).sort());
  });

  it('is gone from every page at once when its subject is forgotten, and only that', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const { id } = await api.done(BUYER, '/v1/orders', contract());
    const { position } = await api.done(BUYER, `/v1/orders/${id}/cancellations`, { reason: 'My daughter is ill.' });
    const forget = ([, organisation]: Party, key: string): Promise<Answer> =>
      api.post(OPERATOR, `/v1/data-subjects/${organisation}/erasures`, { reason: 'asked-by-the-subject' }, { key });
    const page = async (): Promise<unknown> => (await api.page(BUYER, id, position)).body;

    const before = await page();
    expect(before).toMatchObject({
      designatedAccount: enrolment().designatedAccount,
      cancelled: { by: 'buyer', reason: 'My daughter is ill.' },
    });
    const first = await forget(BUYER, 'forget-the-buyer');
    expect(first.status).toBe(200);
    const account = enrolment().designatedAccount;
    expect(await page()).toMatchObject({ designatedAccount: account, cancelled: { by: 'buyer', reason: null } });
    expect((await forget(BUYER, 'forget-the-buyer')).body).toEqual(first.body);

    await forget(SUPPLIER, 'forget-the-supplier');
    expect(await page()).toMatchObject({ designatedAccount: { bank: account.bank, holder: null, number: null } });
    const { engine } = api.application;
    for await (const events of engine.eventStore.readStream(`order-${id}`))
      expect(findChainBreak(events)).toBeUndefined();
  });

  it('of a supplier who was forgotten is asked for in vain by a new order', async () => {
    const folder = await temporaryFolder();
    const api = await Api.start(folder);
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    await api.done(OPERATOR, `/v1/data-subjects/${SUPPLIER[1]}/erasures`, { reason: 'retention-over' });
    await api.close();
    const later = await Api.open(folder); // and has no memory of him
    expect((await later.post(BUYER, '/v1/orders', contract())).body).toMatchObject({
      code: 'designated-account-forgotten',
    });
  });
});
