import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './set-up.mjs';

/** `npm run docs`: writes what is generated from the code; a test compares it. */
setUp();
const { allEvents, eventsDocument } = await import(pathToFileURL(join(root, 'dist/libs/catalogue/index.js')).href);
writeFileSync(join(root, 'docs/events.md'), eventsDocument(allEvents));
