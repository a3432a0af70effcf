import { startSimulator } from './simulator.mjs';
import { run, setUp } from './set-up.mjs';

/** `npm start`: set-up where it is needed, the simulated payment provider where no other is set, then everything in this process. */
setUp();
await startSimulator();
await run('apps/standalone/main.js');
