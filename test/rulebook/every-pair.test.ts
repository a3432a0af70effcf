import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const CONTEXTS = 'libs/contexts';

/** The folders that have commands, and so a state machine: a context has one, or one in a folder of its own beside. */
const machines = readdirSync(CONTEXTS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('commands.ts') && !path.includes('nest'))
  .map(dirname);

describe('every state machine', () => {
  it('is there', () => {
    expect(machines).toHaveLength(18);
  });

  it.each(machines)('%s has a matrix that is counted', (machine) => {
    const folder = join(CONTEXTS, machine);
    const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
    const counted = tests.filter((name) => readFileSync(join(folder, name), 'utf8').includes('    expectEveryPair('));
    expect(counted).toHaveLength(1);
  });
});
