import { setTimeout as sleep } from 'node:timers/promises';
import type { Projection } from '#kernel';
import type { Ports } from '#platform';
import { deadlines, sagaReadModels, type DueDoc } from '#runtime';

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 4;

/** Waits until all events are in the read models, and in those of the sagas. @throws Error when they stand still */
export const untilAllIsProjected = (ports: Ports, models: readonly Projection[]): Promise<void> =>
  until(() => notProjected(ports, models));

/** Waits until nothing is left to do: every command of a saga has its outcome, and no deadline is due. @throws Error as above */
export const untilAllIsDone = (ports: Ports): Promise<void> =>
  until(async () => [...(await notProjected(ports, [])), ...(await notDone(ports))]);

async function until(look: () => Promise<readonly string[]>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const left = await look();
    if (left.length === 0) return;
    if (performance.now() > giveUpAt) throw new Error(`it does not come to an end: ${left.join('; ')}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function notProjected({ eventStore, readStore }: Ports, models: readonly Projection[]): Promise<string[]> {
  const left: string[] = [];
  const head = await eventStore.head();
  for (const model of [...models, ...sagaReadModels] as readonly Projection[]) {
    const isThere = (await readStore.generations(model.name)).length > 0; // the process may not have come to it yet
    if (!isThere || (await (await readStore.live(model)).checkpoint()) < head) left.push(`${model.name} is behind`);
  }
  return left;
}

async function notDone({ eventStore, readStore, clock }: Ports): Promise<string[]> {
  const left: string[] = [];
  const head = await eventStore.head();
  for (const checkpoint of ['saga-inputs', 'saga-commands'])
    if ((await readStore.checkpoint(checkpoint)) < head) left.push(`${checkpoint} is behind`);
  const due = await (await readStore.live<DueDoc>(deadlines)).count({ dueAt: { lte: clock.now() } });
  if (due > 0) left.push(`${due} deadlines are due`);
  return left;
}
