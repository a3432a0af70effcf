import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './set-up.mjs';

const fileOf = (type) => join(root, 'test/golden-events', `${type}.json`);

/**
 * Writes a golden event for each type of the catalogues that has none yet. One that stands is never written again: it is what
 * stores out there hold.
 */
export async function addGoldenEvents(catalogues) {
  const types = Object.values(catalogues).flatMap((events) => Object.keys(events));
  const missing = types.filter((type) => !existsSync(fileOf(type)));
  if (missing.length === 0) return;
  const { everyEvent } = await import(pathToFileURL(join(root, 'dist/test/support/every-event.js')).href);
  const dataDir = mkdtempSync(join(tmpdir(), 'trade-assurance-golden-'));
  const events = await everyEvent(dataDir);
  rmSync(dataDir, { recursive: true });
  for (const type of missing) {
    const golden = events.find((event) => event.type === type);
    if (golden === undefined) throw new Error(`test/support/every-event.ts does not bring about ${type}`);
    writeFileSync(fileOf(type), `${JSON.stringify(golden, undefined, 2)}\n`, { flag: 'wx' });
  }
}
