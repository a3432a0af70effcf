import { describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { satisfies } from '../../infra/scripts/set-up.mjs';
import { temporaryFolder } from '../support/event-store.js';

const ROOT = join(import.meta.dirname, '../..');

/** A clone of this project with an app that only says something, and the packages that are installed here. */
async function smallClone(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['infra/scripts', 'package.json', 'package-lock.json', 'nest-cli.json', '.swcrc', 'tsconfig.json'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['apps/standalone', 'libs', 'test']) await mkdir(join(folder, name), { recursive: true });
  await say(folder, 'hello');
  await writeFile(join(folder, 'libs/nothing.ts'), 'export {};');
  await writeFile(join(folder, 'test/nothing.ts'), 'export {};');
  return folder;
}

const say = (folder: string, word: string, code = 0): Promise<void> =>
  writeFile(join(folder, 'apps/standalone/main.ts'), `console.log('${word}'); process.exitCode = ${code};`);

function start(folder: string): {
  readonly lines: readonly string[];
  readonly status: number | null;
  readonly errors: string;
} {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['infra/scripts/start.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { lines: stdout.trim().split('\n'), status, errors: stderr };
}

const BUILDING = 'Building (only when a source has changed) …';

describe('npm start', () => {
  it('builds the first time, then only when a source has changed, and keeps the exit code', async () => {
    const folder = await smallClone();
    expect(start(folder)).toEqual({ lines: [BUILDING, 'hello'], status: 0, errors: '' });
    expect(start(folder)).toEqual({ lines: ['hello'], status: 0, errors: '' });
    await say(folder, 'changed', 3);
    expect(start(folder)).toEqual({ lines: [BUILDING, 'changed'], status: 3, errors: '' });
    await rm(join(folder, 'dist'), { recursive: true });
    expect(start(folder).lines).toEqual([BUILDING, 'changed']);
  });

  it('builds again after a build that was broken off or failed', async () => {
    const folder = await smallClone();
    await writeFile(join(folder, 'apps/standalone/main.ts'), 'this is { no TypeScript');
    const failed = start(folder);
    expect(failed.status).toBe(1);
    expect(failed.errors).toContain('The build failed.');
    await say(folder, 'mended');
    expect(start(folder).lines).toEqual([BUILDING, 'mended']);
  });

  it('builds once when several commands come at the same time', async () => {
    const folder = await smallClone();
    const starts = Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, ['infra/scripts/start.mjs'], { cwd: folder }),
    );
    const printed = (await Promise.all(starts)).map(({ stdout }) => stdout.trim().split('\n'));
    expect(printed.filter(([first]) => first === BUILDING)).toHaveLength(1);
    for (const lines of printed) expect(lines.at(-1)).toBe('hello');
    await writeFile(join(folder, '.set-up.lock'), '999999999'); // of a process that was killed
    await say(folder, 'changed');
    expect(start(folder).lines).toEqual([BUILDING, 'changed']);
  });

  it('says in one line that this Node.js is too old', async () => {
    const folder = await smallClone();
    const path = join(folder, 'package.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/"node": "[^"]+"/, '"node": ">=99.0.0"'));
    const { lines, status, errors } = start(folder);
    expect([lines, status]).toEqual([[''], 1]);
    expect(errors).toBe(`Node.js ${process.versions.node} cannot run this; it needs >=99.0.0 (https://nodejs.org).\n`);
  });
});

describe('the versions of Node.js', () => {
  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.7.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['23.11.0', false],
    ['24.0.0', true],
    ['25.1.0', true],
  ])('%s: %s', async (version, fits) => {
    const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(satisfies(version, engines.node)).toBe(fits);
  });
});
