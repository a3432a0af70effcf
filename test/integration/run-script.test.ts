import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../../apps/cli/program.js';
import { ScriptedProvider } from '../../apps/cli/script/scripted-provider.js';
import { Api } from '../support/api.js';
import { afterThisTest, temporaryFolder } from '../support/event-store.js';
import { enrolment } from '../support/orders.js';

const EXAMPLE = 'docs/scripts/founding-example.json';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function runScript(...args: readonly string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const into = (name: 'out' | 'err'): Writable =>
    new Writable({
      write: (chunk, _, done) => {
        written[name] += String(chunk);
        done();
      },
    });
  const terminal = { out: into('out'), err: into('err'), interactive: false };
  return { code: await runCli(['run-script', ...args], terminal), ...written };
}

async function fileOf(...steps: readonly object[]): Promise<string> {
  const file = join(await temporaryFolder(), 'script.json');
  await writeFile(file, JSON.stringify({ format: 'trade-assurance-script/1', steps }));
  return file;
}

const enrol = { as: 'operator@trade-assurance', post: '/v1/suppliers', body: enrolment('lin-{run}') };

describe('ta run-script', () => {
  it('runs the founding example to its refund, and finds every invariant kept', async () => {
    const { code, out, err } = await runScript(EXAMPLE);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^ {2}15 {2}buyer@acme-run {2}POST \/v1\/disputes\/\S+\/escalations {2}409 escalation-too-early$/m,
    );
    expect(out).toMatch(/24 steps, all as expected\.\nAll six invariants hold over \d+ events\.\n$/);
  });

  it('runs against a server, again and again', async () => {
    const folder = await temporaryFolder();
    const provider = await ScriptedProvider.open();
    afterThisTest(() => provider.close());
    const api = await Api.open(folder, { paymentProvider: provider.access });
    const { port } = api.application.http.getHttpServer().address() as AddressInfo; // it listens on a port
    const url = `http://127.0.0.1:${port}`;
    for (let run = 0; run < 2; run++) {
      const { code, out } = await runScript(EXAMPLE, '--url', url, '--data-dir', folder);
      expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('All six invariants hold') });
    }
  });

  it('says which answer is not as expected', async () => {
    const wrong = { ...enrol, expect: { status: 409, code: 'supplier-enrolled' } };
    const { code, out } = await runScript(await fileOf(wrong));
    expect(code).toBe(1);
    expect(out).toMatch(/^ {3}1 {2}operator@trade-assurance {2}POST \/v1\/suppliers {2}201 {2}✗ 409 was expected$/m);
    expect(out).toContain('1 steps, not as expected: 1.');
  });

  it('leaves out what needs a name that was not bound, where that may be', async () => {
    const refused = { ...enrol, as: 'buyer@acme', bind: { lin: 'id' }, mayBeRefused: true };
    const needs = { as: 'buyer@acme', get: '/v1/suppliers/{lin}' };
    const { code, out } = await runScript('--json', await fileOf(refused, { ...needs, mayBeRefused: true }, needs));
    expect(code).toBe(1);
    expect((JSON.parse(out) as { steps: readonly object[] }).steps).toMatchObject([
      { place: '1', status: 403, problem: null },
      { place: '2', status: null, problem: null },
      { place: '3', status: null, problem: '{lin} has no value' },
    ]);
  });

  it('sends steps together, and callbacks again', async () => {
    const same = { ...enrol, key: 'one' };
    const news = { transaction: 't-1', sequence: 1, kind: 'arrived', amount: { minor: '100', currency: 'USD' } };
    const callback = { callback: { eventId: 'e-1', payment: news } };
    const other = { callback: { eventId: 'e-1', payment: { ...news, kind: 'failed' } }, expect: { status: 409 } };
    const file = await fileOf({ together: [same, same] }, same, { together: [callback, callback] }, callback, other);
    const { code, out } = await runScript('--json', file);
    expect({ code, out }).toMatchObject({ code: 0 });
    const { steps } = JSON.parse(out) as { steps: readonly { place: string; body: object }[] };
    expect(steps.map(({ place }) => place)).toEqual(['1.1', '1.2', '2', '3.1', '3.2', '4', '5']);
    expect(steps[1]?.body).toEqual(steps[0]?.body);
    expect(steps[2]?.body).toEqual(steps[0]?.body);
    expect(steps[5]?.body).toEqual(steps[3]?.body);
  });

  it('takes what is no script for what it is', async () => {
    const file = await fileOf({ advance: 'soon' });
    const { code, out, err } = await runScript(file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/script\.json: steps\[0\]\.advance must match pattern/);
  });
});
