import { setTimeout as sleep } from 'node:timers/promises';
import { eventAt } from './recorded.js';
import type { Position } from '#kernel';
import type { EventStore } from '#event-store';
import type { ReadModel, ReadStore } from '#read-store';
import { INPUTS_CHECKPOINT } from './saga/reactor.js';
import { effectsOf, sagaWork, type SagaWorkDoc } from './saga/work.js';

/** How a wait ended: `reached`, or where it stood when the time was over. */
export interface Waited {
  readonly reached: boolean;
  readonly position: Position;
}

const FIRST_LOOK_MS = 1;
const LATER_LOOKS_MS = 15;

/** Waits until the live generation of a read model has passed a position. @param signal ends the wait where it is. */
export function untilProjected(
  readStore: ReadStore,
  model: ReadModel,
  position: Position,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Waited> {
  const look = async (): Promise<Position> => (await readStore.live(model)).checkpoint();
  return until(look, position, { at: performance.now() + timeoutMs, signal });
}

/**
 * Waits until the sagas have done everything that the event at `position` led to: until they have taken it, every command
 * caused by its correlation id has its outcome, and the same holds for what those commands wrote.
 *
 * @throws RangeError when no event stands there.
 * @returns the position that a read model must have passed to show all of it.
 */
export async function untilSettled(
  { eventStore, readStore }: { readonly eventStore: EventStore; readonly readStore: ReadStore },
  position: Position,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Waited> {
  const giveUp: GiveUp = { at: performance.now() + timeoutMs, signal };
  const correlationId = (await eventAt(eventStore, position))?.metadata.correlationId;
  if (correlationId === undefined) throw new RangeError(`no event stands at position ${position}`);
  for (let effects = position; ;) {
    const taken = await until(() => readStore.checkpoint(INPUTS_CHECKPOINT), effects, giveUp);
    if (!taken.reached) return taken;
    const head = await eventStore.head();
    const work = await readStore.live<SagaWorkDoc>(sagaWork);
    const seen = await until(() => work.checkpoint(), head, giveUp);
    if (!seen.reached) return seen;
    const { doc } = (await work.get(correlationId)) ?? {};
    if (effectsOf(doc) > effects) effects = effectsOf(doc);
    else if ((doc?.pending.length ?? 0) === 0) return { reached: true, position: head };
    else if (isOver(giveUp)) return { reached: false, position: head };
    else await sleep(FIRST_LOOK_MS);
  }
}

/** When a wait ends though what it waits for is not there. */
interface GiveUp {
  /** By `performance.now()`. */
  readonly at: number;
  readonly signal: AbortSignal | undefined;
}

const isOver = ({ at, signal }: GiveUp): boolean => performance.now() > at || signal?.aborted === true;

async function until(look: () => Promise<Position>, position: Position, giveUp: GiveUp): Promise<Waited> {
  for (let looks = 0; ; looks++) {
    const at = await look();
    if (at >= position) return { reached: true, position: at };
    if (isOver(giveUp)) return { reached: false, position: at };
    await sleep(looks < 20 ? FIRST_LOOK_MS : LATER_LOOKS_MS);
  }
}
