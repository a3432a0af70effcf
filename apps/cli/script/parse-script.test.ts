import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { scriptSchema } from './format.js';
import { BadScript, parseScript } from './parse-script.js';

const FORMAT = 'trade-assurance-script/1';
const parsed = (...steps: readonly object[]) => parseScript(JSON.stringify({ format: FORMAT, steps }));
const post = { as: 'buyer@acme', post: '/v1/orders', body: {} };
const FOLDER = new URL('../../../docs/scripts/', `file://${import.meta.dirname}/`);

describe('a script', () => {
  it('is read with every kind of step', () => {
    const steps = [
      { clock: '2027-01-04T09:00:00Z', note: 'A Monday.' },
      { ...post, bind: { order: 'id' }, key: 'k', mayBeRefused: true },
      { as: 'buyer@acme-{run}', get: '/v1/orders/{order}/status', expect: { status: 200, code: 'x', body: { a: 1 } } },
      { as: 'buyer@acme', upload: '/v1/orders/{order}/documents?purpose=evidence', file: 'a.txt', text: 'It broke.' },
      { callback: { eventId: 'e-1', reference: '{order}' } },
      { advance: '5d' },
      { provider: 'fails' },
      { together: [post, { callback: { eventId: 'e-1' } }] },
    ];
    expect(parsed(...steps).steps).toStrictEqual(steps);
    expect(new Ajv({ strict: false }).validate(scriptSchema, { format: FORMAT, steps })).toBe(true);
  });

  it.each<[string, readonly object[], string]>([
    ['no kind', [{ note: 'x' }], 'steps[0]: a step has one of post, get, upload, callback, advance, clock, provider, '],
    ['two kinds', [{ ...post, advance: '1d' }], 'steps[0]: a step has either post or advance.'],
    ['an unknown field', [post, { ...post, boddy: {} }], 'steps[1] must NOT have additional properties (boddy).'],
    ['an unknown role', [{ ...post, as: 'king@acme' }], 'steps[0].as must match pattern'],
    ['no path of the API', [{ ...post, post: 'orders' }], 'steps[0].post must match pattern'],
    ['a wrong type', [{ ...post, expect: { status: '201' } }], 'steps[0].expect.status must be integer.'],
    ['a wrong duration', [{ advance: 'soon' }], 'steps[0].advance must match pattern'],
    ['another mood', [{ provider: 'sulks' }], 'steps[0].provider must be equal to one of the allowed values: pays, '],
    ['one alone together', [{ together: [post] }], 'steps[0].together must NOT have fewer than 2 items.'],
    ['the clock together', [{ together: [post, { advance: '1d' }] }], 'steps[0].together[1]: only post, get, upload, '],
    ['an error together', [{ together: [post, { ...post, as: 1 }] }], 'steps[0].together[1].as must be string.'],
    ['a misspelt name', [{ ...post, post: '/v1/orders/{oder}' }], 'steps[0]: no earlier step binds {oder}.'],
    [
      'a name bound beside',
      [
        {
          together: [
            { ...post, bind: { a: 'id' } },
            { ...post, post: '/v1/{a}' },
          ],
        },
      ],
      'steps[0]: no earlier step binds {a}.',
    ],
  ])('with %s is refused, and the place is named', (_, steps, message) => {
    expect(() => parsed(...steps)).toThrow(BadScript);
    expect(() => parsed(...steps)).toThrow(message);
  });

  it.each([
    ['{\n  "format": 1,,\n}', 'Line 2, column 15: it is not JSON'],
    ['[]', 'The script must be object.'],
    [`{"format":"${FORMAT}","steps":[]}`, 'steps must NOT have fewer than 1 items.'],
    ['{"format":"another/1","steps":[{}]}', `format must be equal to one of the allowed values: ${FORMAT}.`],
  ])('is refused as a whole: %j', (text, message) => {
    expect(() => parseScript(text)).toThrow(message);
  });

  it('is what every kept example is, by its schema too', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
    expect(files).not.toEqual([]);
    for (const name of files) {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      expect(parseScript(text).steps.length).toBeGreaterThan(1);
      expect(new Ajv({ strict: false }).validate(scriptSchema, JSON.parse(text))).toBe(true);
    }
  });
});
