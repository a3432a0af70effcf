import { commandSets } from '#application/nest';
import type { Projection } from '#kernel';
import { BusDispatch, Engine, type Ports } from '#platform';
import { sagas } from '#sagas';
import { TestLog } from '../../support/bank.js';
import { PlainBus } from './bus.js';
import type { Life } from './life.js';

/** The processes of an installation that change something. */
export const ROLES = ['projector', 'saga-runner', 'command-api'] as const;
export type Role = (typeof ROLES)[number];

/** What processes are made of, beside the ports that they share. */
export interface Make {
  /** What a projector folds, beside what the sagas need. */
  readonly projections: readonly Projection[];
  /** Puts something between a process and its ports, as a defect of the process would. */
  readonly spoilt?: (role: Role, ports: Ports) => Ports;
}

/**
 * Starts a process of the platform within the one of the test: pipeline, caches and runners of its own, on ports that it shares with the
 * others. It is not elected, for who takes the place of one that has died is another question (test/recovery/replicas.test.ts).
 *
 * @returns where its commands are sent to.
 */
export async function startProcess(
  role: Role,
  life: Life,
  ports: Ports,
  { projections, spoilt = (_, whole) => whole }: Make,
): Promise<PlainBus> {
  const projects = role === 'projector';
  const reached = spoilt(role, life.throughAll(ports));
  const engine = await Engine.over(reached, { projections, projects, sagas, log: new TestLog() });
  const bus = new PlainBus(commandSets, engine);
  if (role === 'saga-runner') engine.startSagas(life.through('dispatch', new BusDispatch(bus, commandSets)));
  return bus;
}
