import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { binOf, root, setUp } from './set-up.mjs';

/**
 * `npm test`: set-up, type-check, lint and every test. Arguments go to Jest (`npm test -- libs/kernel`).
 * The last line counts; the exit code is 0 only when nothing failed.
 */
setUp(); // first: on a fresh clone the tools below are not installed yet

const CHECKS = [
  ['type-check', binOf('typescript', 'bin/tsc'), '--noEmit'],
  ['lint', binOf('eslint', 'bin/eslint.js'), '.'],
  ['format', binOf('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
];

const checks = await Promise.all(CHECKS.map(([name, ...command]) => check(name, command)));
const counts = [...checks, await jest(process.argv.slice(2))].reduce(add);

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

/** A check counts as one test; its output is shown only when it fails. */
async function check(name, command) {
  const { code, output } = await finished(
    spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  console.log(code === 0 ? `PASS ${name}` : `FAIL ${name}\n${output}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Jest counts into a file, so that its own output stays as people know it. */
async function jest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'trade-assurance-test-'));
  const results = join(folder, 'results.json');
  try {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        binOf('jest', 'bin/jest.js'),
        '--json',
        `--outputFile=${results}`,
        '--maxWorkers=2',
        ...args,
      ],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
      },
    );
    const { code } = await finished(child);
    return countsOf(JSON.parse(readFileSync(results, 'utf8')), code);
  } catch (error) {
    console.error(`Jest gave no results: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A test file that could not even be run has failed, though none of its tests is counted. */
function countsOf(results, code) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function finished(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
