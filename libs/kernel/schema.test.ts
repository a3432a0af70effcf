import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import {
  anyObject,
  branded,
  catalogue,
  dateSchema,
  decimalSchema,
  event,
  flag,
  instantSchema,
  integer,
  list,
  moneySchema,
  nullable,
  oneOf,
  optional,
  orderIdSchema,
  organisationIdSchema,
  personal,
  record,
  sha256Schema,
  text,
  type EventOf,
  type Schema,
  type TypeOf,
} from './index.js';

const ajv = new Ajv({ strict: true });
ajv.addKeyword('personal');
const accepts = (schema: Schema<unknown>, value: unknown): boolean => ajv.validate(schema.json, value);

const thing = record({
  name: text({ minLength: 1, maxLength: 5 }),
  count: integer({ minimum: 1 }),
  colour: oneOf('red', 'blue'),
  note: optional(text()),
  parent: nullable(text()),
  tags: list(text(), { minItems: 1 }),
  ready: flag(),
  more: anyObject(),
});
const good: TypeOf<typeof thing> = {
  name: 'frame',
  count: 1,
  colour: 'red',
  parent: null,
  tags: ['a'],
  ready: true,
  more: { x: [1] },
};

describe('a schema', () => {
  it('accepts what its type allows', () => {
    expect(accepts(thing, good)).toBe(true);
    expect(accepts(thing, { ...good, note: 'x', parent: 'y' })).toBe(true);
  });

  it.each<[string, object]>([
    ['text too short', { name: '' }],
    ['text too long', { name: 'frames' }],
    ['a fraction', { count: 1.5 }],
    ['a number too small', { count: 0 }],
    ['a word that is not listed', { colour: 'green' }],
    ['null where it is not allowed', { note: null }],
    ['another type where null is', { parent: 1 }],
    ['an empty list', { tags: [] }],
    ['another type in a list', { tags: [1] }],
    ['text for a truth', { ready: 'true' }],
    ['a list for an object', { more: [] }],
    ['a field that is not declared', { extra: 1 }],
  ])('refuses %s', (_, changes) => {
    expect(accepts(thing, { ...good, ...changes })).toBe(false);
  });

  it('misses what is not optional', () => {
    const { name: _, ...nameless } = good;
    expect(accepts(thing, nameless)).toBe(false);
  });

  it('is one definition for type and data', () => {
    // @ts-expect-error a word that is not listed
    const green: TypeOf<typeof thing> = { ...good, colour: 'green' };
    // @ts-expect-error an optional field is left out, not undefined
    const undefinedNote: TypeOf<typeof thing> = { ...good, note: undefined };
    expect([green, undefinedNote].map((value) => accepts(thing, value))).toStrictEqual([false, true]);
  });

  it.each<[string, Schema<unknown>, readonly string[], readonly string[]]>([
    [
      'instant',
      instantSchema,
      ['2026-01-01T00:00:00.000Z'],
      ['2026-01-01T00:00:00Z', '2026-01-01', ' 2026-01-01T00:00:00.000Z'],
    ],
    ['date', dateSchema, ['2026-01-01'], ['2026-1-1', '2026-01-01T00:00:00Z']],
    ['hash', sha256Schema, ['ab'.repeat(32)], ['AB'.repeat(32), 'ab'.repeat(31)]],
    ['decimal', decimalSchema, ['45.5805', '-1', '0'], ['.5', '5.', '1e3', '']],
    [
      'order id',
      orderIdSchema,
      ['0f8fad5b-d9cb-469f-a165-70867728950e'],
      ['0F8FAD5B-D9CB-469F-A165-70867728950E', 'order-1'],
    ],
    [
      'organisation',
      organisationIdSchema,
      ['a', 'ningbo-cycles', '4', 'a'.repeat(63)],
      ['', '-a', 'A', 'a_b', 'a'.repeat(64)],
    ],
    ['branded', branded('^x$'), ['x'], ['xx']],
  ])('knows the form of an %s', (_, schema, good, bad) => {
    for (const value of good) expect([value, accepts(schema, value)]).toStrictEqual([value, true]);
    for (const value of bad) expect([value, accepts(schema, value)]).toStrictEqual([value, false]);
  });

  it('has one form for one amount of money', () => {
    const minor = (digits: string): boolean => accepts(moneySchema, { minor: digits, currency: 'USD' });
    expect(['0', '150000', '-1', '9007199254740993'].map(minor)).toStrictEqual([true, true, true, true]);
    expect(['-0', '007', '+1', '1.0', '1e3', ''].map(minor)).toStrictEqual([false, false, false, false, false, false]);
    expect(accepts(moneySchema, { minor: '1', currency: 'usd' })).toBe(false);
  });
});

describe('a catalogue', () => {
  const events = catalogue({
    'thing.made.v1': event('A thing was made.', record({ name: personal(text(), 'id'), id: text() })),
    'thing.lost.v1': event('A thing was lost.', record({ where: text() })),
  });
  type ThingEvent = EventOf<typeof events>;

  it('names each event with its own data', () => {
    const made: ThingEvent = { type: 'thing.made.v1', data: { name: 'frame', id: '1' } };
    // @ts-expect-error the data of the other event
    const mixed: ThingEvent = { type: 'thing.made.v1', data: { where: 'here' } };
    expect([made, mixed].map(({ type, data }) => accepts(events[type].schema, data))).toStrictEqual([true, false]);
    expect(events['thing.made.v1'].personal).toStrictEqual([{ path: ['name'], subject: 'id' }]);
    expect(events['thing.lost.v1'].personal).toStrictEqual([]);
  });
});
