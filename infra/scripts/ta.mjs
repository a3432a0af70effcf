import process from 'node:process';
import { run, setUp } from './set-up.mjs';

/** `npm run ta -- …`: the command line tool. Its output may be piped on, so the set-up is silent. */
const calledFrom = process.env.INIT_CWD ?? process.cwd(); // npm itself goes to the project's folder
setUp({ quiet: true });
process.chdir(calledFrom);
await run('apps/cli/main.js');
