import type { PayOut } from '#payment-provider';
import { closePorts, openPorts, type Ports } from '#platform';
import { readModels } from '#read-models';
import { TestClock, TestLog } from '../../support/bank.js';
import { RememberingBank } from './bank.js';
import type { Chapter } from './chapters.js';
import { endingOf, type Ending } from './ending.js';
import { Installation, type Death } from './installation.js';
import type { CrashPoint } from './life.js';
import { ROLES, type Make, type Role } from './process.js';
import { inBatches } from './batches.js';
import { untilAllIsDone, untilAllIsProjected } from './settled.js';

/** What came of it; the same wherever a process has died. */
export interface Lived extends Ending {
  /** What people were answered. */
  readonly answers: readonly unknown[];
  /** Every payment that left the bank. */
  readonly paid: readonly PayOut[];
}

export interface Run {
  readonly lived: Lived;
  /** Where the last process of that role could have died. */
  readonly pointsOf: (role: Role) => readonly CrashPoint[];
  /** Whether the process that was to die has met its end. */
  readonly died: boolean;
}

const BATCH = 100;

type Spoilt = Pick<Make, 'spoilt'>;

/** Lives through a chapter in the folder that it begins with, with a process that dies and is started again. */
export async function live(folder: string, chapter: Chapter, death?: Death, spoilt: Spoilt = {}): Promise<Run> {
  const bank = new RememberingBank();
  return withPorts(folder, chapter, bank, async (ports) => {
    const answers: unknown[] = [];
    const installation = new Installation(ports, { roles: ROLES, projections: [], ...spoilt }, death);
    await ended(untilAllIsDone(ports), installation); // what was due at the beginning of the chapter
    for (const command of chapter.commands) {
      const result = await ended(installation.send(command), installation);
      answers.push(result.kind === 'accepted' ? { stream: result.stream, revision: result.revision } : result);
    }
    await ended(untilAllIsDone(ports), installation);
    installation.stop();
    await projected(ports, {});
    return { lived: { ...(await endingOf(ports)), answers, paid: bank.paid }, ...endOf(installation) };
  });
}

/** Projects all that has happened in a folder, in two batches, with a projector that dies and is started again. */
export async function project(folder: string, { now }: Chapter, death?: Death, spoilt: Spoilt = {}): Promise<Run> {
  return withPorts(folder, { now }, new RememberingBank(), async (ports) => {
    const eventStore = inBatches(ports.eventStore, BATCH);
    const end = await projected({ ...ports, eventStore }, spoilt, death);
    return { lived: { ...(await endingOf(ports)), answers: [], paid: [] }, ...end };
  });
}

async function projected(ports: Ports, spoilt: Spoilt, death?: Death): Promise<Omit<Run, 'lived'>> {
  const installation = new Installation(ports, { roles: ['projector'], projections: readModels, ...spoilt }, death);
  await ended(untilAllIsProjected(ports, readModels), installation);
  installation.stop();
  return endOf(installation);
}

const endOf = (installation: Installation): Omit<Run, 'lived'> => ({
  pointsOf: (role) => installation.pointsOf(role),
  died: installation.died,
});

/** Whoever gives up leaves nothing running. */
async function ended<T>(work: Promise<T>, installation: Installation): Promise<T> {
  try {
    return await work;
  } catch (error) {
    installation.stop();
    throw error;
  }
}

async function withPorts(
  dataDir: string,
  { now }: Pick<Chapter, 'now'>,
  paymentProvider: RememberingBank,
  work: (ports: Ports) => Promise<Run>,
): Promise<Run> {
  const opened = await openPorts({ dataDir, clock: 'system' }, new TestLog());
  try {
    return await work({ ...opened, clock: new TestClock(now), paymentProvider });
  } finally {
    await closePorts(opened);
  }
}
