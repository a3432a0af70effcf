import { run, setUp } from './set-up.mjs';

/** `npm run bench`: every figure of docs/performance.md, measured anew on this machine. */
setUp();
await run('test/load/bench.js');
