import process from 'node:process';
import { run, setUp } from './set-up.mjs';

/** `npm run bench`: every figure of docs/performance.md, measured anew on this machine. */
setUp({ quiet: process.argv.includes('--json') }); // then the output is the figures alone
await run('test/load/bench.js');
