import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addGoldenEvents } from './golden-events.mjs';
import { root, setUp } from './set-up.mjs';

/** `npm run docs`: writes what is generated from the code; tests compare it. */
setUp();
const built = (lib) => import(pathToFileURL(join(root, 'dist/libs', lib, 'index.js')).href);
const { allEvents, eventsDocument } = await built('catalogue');
writeFileSync(join(root, 'docs/events.md'), eventsDocument(allEvents));
await addGoldenEvents(allEvents);

const [{ Application }, { JsonLog, describeApi }] = await Promise.all([built('application/nest'), built('platform')]);
const dataDir = mkdtempSync(join(tmpdir(), 'trade-assurance-docs-'));
const application = await Application.open({ dataDir, clock: 'movable' }, new JsonLog('error'));
writeFileSync(join(root, 'docs/openapi.json'), `${JSON.stringify(describeApi(application.http), undefined, 2)}\n`);
await application.close();
rmSync(dataDir, { recursive: true });
