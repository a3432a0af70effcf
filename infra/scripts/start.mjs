import { run, setUp } from './set-up.mjs';

/** `npm start`: set-up where it is needed, then everything in one process. */
setUp();
await run('apps/standalone/main.js');
