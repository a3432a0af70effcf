import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Everything that a fresh clone needs before one of its commands can run; each step is left out where it is already done. */

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What the build is made from; a change in any of it makes `dist` stale. */
const BUILT_FROM = ['apps', 'libs', 'test', 'package.json', 'nest-cli.json', '.swcrc', 'tsconfig.json'];
/** The build needs them, also where NODE_ENV or a setting of the user's would leave them out. */
const WITH_TOOLS = ['--include=dev', '--include=optional'];
/** Stands inside of what the build deletes first, so that a build that was broken off leaves none. */
const BUILD_STAMP = join(root, 'dist', '.built-from');

/** Beside what it guards, for both folders are made anew. */
const LOCK = join(root, '.set-up.lock');

/**
 * Checks Node.js, installs when `node_modules` is not what the lockfile says, builds when a source has changed.
 * A step that fails ends the process with the step's own output and exit code.
 *
 * @param {{ quiet?: boolean }} [options] quiet: nothing is printed about steps that succeed.
 */
export function setUp({ quiet = false } = {}) {
  process.chdir(root);
  checkNode();
  const say = quiet ? () => {} : (line) => console.log(line);
  if (isInstalled() && readIfThere(BUILD_STAMP) === sources()) return;
  alone(() => {
    if (!isInstalled()) install(say);
    const now = sources();
    if (readIfThere(BUILD_STAMP) !== now) build(say, now);
  });
}

/** One command at a time: two that install or build in the same folders would break each other's work. */
function alone(work) {
  while (!tryToLock()) waitFor(200);
  process.once('exit', unlock); // a step that fails ends the process
  work();
  process.off('exit', unlock);
  unlock();
}

const unlock = () => rmSync(LOCK, { force: true });

/** The lock of a process that is gone is nobody's. */
function tryToLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = Number(readIfThere(LOCK));
    if (holder > 0 && !isRunning(holder)) rmSync(LOCK, { force: true });
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const waitFor = (millis) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);

/** Runs a built entry file in this very process, so that signals, terminal and exit code are its own. */
export function run(entry) {
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(join(root, 'dist', entry)).href);
}

/** The entry file of a package's command, for running it with this very Node.js and without a shell. */
export const binOf = (name, file) =>
  join(dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`)), file);

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (satisfies(process.versions.node, engines.node)) return;
  fail(`Node.js ${process.versions.node} cannot run this; it needs ${engines.node} (https://nodejs.org).`);
}

/** As much of npm's range syntax as `engines` uses: alternatives of `^a.b.c` and `>=a.b.c`. */
export function satisfies(version, range) {
  const parts = (text) => text.split('.').map(Number);
  const [major, minor, patch] = parts(version);
  return range.split('||').some((alternative) => {
    const [operator, fromMajor, fromMinor, fromPatch] = [
      /^\^|>=/.exec(alternative.trim())?.[0],
      ...parts(alternative.replace(/[^\d.]/g, '')),
    ];
    const reached = major - fromMajor || minor - fromMinor || patch - fromPatch;
    return reached >= 0 && (operator === '>=' || major === fromMajor);
  });
}

/** npm keeps a lockfile of what it has put into `node_modules`: the same packages there as here means nothing is to be done. */
function isInstalled() {
  const installed = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const there = JSON.parse(installed).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    // Optional packages are those of other platforms; '' is this project itself.
    ([path, { version, optional }]) => path === '' || there[path]?.version === version || (optional && !there[path]),
  );
}

function install(say) {
  say('Installing the packages of the lockfile (only when it has changed) …');
  // Under `npm start` the npm that was called is known; calling its file needs no shell on any platform.
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...args, 'ci', ...WITH_TOOLS, '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail('The packages could not be installed; npm says why above.', status);
}

function build(say, builtFrom) {
  say('Building (only when a source has changed) …');
  const { status, stdout, stderr } = spawnSync(process.execPath, [binOf('@nestjs/cli', 'bin/nest.js'), 'build'], {
    encoding: 'utf8',
  });
  if (status !== 0 || !existsSync(join(root, 'dist'))) fail(`${stdout}${stderr}The build failed.`, status);
  writeFileSync(BUILD_STAMP, builtFrom);
}

/** A digest of all that a build is made from; of contents and not times, because a checkout changes times only. */
export function sources() {
  const hash = createHash('sha256');
  const visit = (path) => {
    hash.update(`\0${path}\0`).update(readIfThere(join(root, path)) ?? ''); // it may vanish while we look
  };
  for (const path of BUILT_FROM) {
    const files = path.includes('.') ? [path] : filesUnder(path);
    files.forEach(visit);
  }
  return hash.digest('hex');
}

const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function fail(message, status) {
  console.error(message);
  process.exit(status || 1);
}
