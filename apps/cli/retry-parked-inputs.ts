import { randomUUID } from 'node:crypto';
import { Engine, JsonLog, settingsFrom } from '#platform';
import { readModels } from '#read-models';
import { sagas } from '#sagas';
import type { ParkedInstance } from './parked-inputs.js';

/** Lets them take their inputs. The commands that this leads to are sent by the running server, or when it starts. */
export async function retryInstances(
  dataDir: string,
  instances: readonly ParkedInstance[],
): Promise<readonly (string | null)[]> {
  const settings = settingsFrom({ ...process.env, DATA_DIR: dataDir });
  const log = new JsonLog(settings.logLevel);
  const engine = await Engine.open(settings, { projections: readModels, projects: false, sagas, log });
  try {
    const attempt = randomUUID();
    const errors: (string | null)[] = [];
    for (const { saga, instance } of instances)
      errors.push((await engine.sagaInstances.retryParked(saga, instance, attempt)).error ?? null);
    return errors;
  } finally {
    await engine.close();
  }
}
