import type { RunDetails } from 'fast-check';
import { SCRIPT_FORMAT, type Script } from '../../apps/cli/script/format.js';
import type { Act } from './acts.js';
import { ScriptWriter } from './script-writer.js';

/** The acts as a script that anybody can run. */
export const scriptOf = (acts: readonly Act[], title: string): Script => ({
  format: SCRIPT_FORMAT,
  title,
  steps: ScriptWriter.write(acts).map(({ step }) => step),
});

/** What is to be known of a failure: how to run into it again, and the smallest script that leads to it. */
export function scriptText({
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
}: RunDetails<[readonly Act[]]>): string {
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return [
    why,
    `MODEL_SEED=${seed}, path ${counterexamplePath ?? ''}.`,
    'Save what follows as failure.json and run it: npm run ta -- run-script failure.json',
    JSON.stringify(scriptOf(counterexample?.[0] ?? [], why), null, 2),
  ].join('\n');
}
