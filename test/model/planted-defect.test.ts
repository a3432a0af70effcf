import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { coverage, type Coverage } from '#contexts/coverage';
import { fromData, PersistentMap } from '#kernel';
import { runCli } from '../../apps/cli/program.js';
import { temporaryFolder } from '../support/event-store.js';
import { checkModel } from './check.js';
import { scriptOf } from './script-text.js';

const rule = coverage.decide;
/** The rules of a context are a value, and a test may plant another one. */
const plant = (decide: typeof rule): void => void Object.assign(coverage, { decide });
afterEach(() => plant(rule));

/** Reserves as if nothing of the limit were taken, and more than there is. */
const generous: typeof rule = (state, command, context) => {
  if (command.type !== 'reserve-cover' || state.phase === 'none') return rule(state, command, context);
  const limit = fromData({ ...command.base, minor: `${command.base.minor}0` });
  const zero = { minor: 0n, currency: limit.currency };
  const free: Coverage = { ...state, limit, covers: PersistentMap.empty(), reserved: zero, consumed: zero };
  return rule(free, command, context);
};

async function runScript(file: string): Promise<{ readonly code: number; readonly out: string }> {
  let written = '';
  const out = new Writable({
    write: (chunk, _, done) => {
      written += String(chunk);
      done();
    },
  });
  const code = await runCli(['run-script', file], { out, err: out, interactive: false });
  return { code, out: written };
}

describe('a planted defect', () => {
  it('is found, shrunk to a script, and shown again by ta run-script until it is mended', async () => {
    plant(generous);
    const { failure = '', smallest } = await checkModel({ seed: 1690, runs: 5, length: 0 });
    expect(failure).toMatch(/^(order|supplier) \d: |^Invariant 1 is broken/);
    expect(failure).toContain('MODEL_SEED=1690');
    expect(smallest).toHaveLength(1);

    const file = join(await temporaryFolder(), 'failure.json');
    await writeFile(file, failure.slice(failure.indexOf('{\n')));
    const broken = await runScript(file);
    expect(broken).toMatchObject({ code: 1, out: expect.stringContaining('Invariant 1 is broken') });

    plant(rule);
    const mended = await runScript(file);
    expect(mended).toMatchObject({ code: 0, out: expect.stringContaining('All six invariants hold') });
    expect(JSON.parse(failure.slice(failure.indexOf('{\n')))).toMatchObject({
      steps: JSON.parse(JSON.stringify(scriptOf(smallest, '').steps)) as unknown,
    });
  }, 300_000);
});
