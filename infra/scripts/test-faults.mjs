import { run, setUp } from './set-up.mjs';

/** `npm run test:faults -- --help`: a load of commands while servers and processes are killed, and what is left of it. */
setUp();
await run('test/faults/faults.js');
