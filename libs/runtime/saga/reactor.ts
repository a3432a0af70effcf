import type { RecordedEvent, Saga } from '#kernel';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { recorded } from '../recorded.js';
import { keyOf } from './instance-key.js';
import type { Instances } from './instances.js';

/** Every event up to this named checkpoint has been recorded by all saga instances that it concerns. */
export const INPUTS_CHECKPOINT = 'saga-inputs';

/**
 * Hands every event to the saga instances that it concerns: those of one instance in order, instances side by side. What was
 * recorded before is found by the event's id, so resuming from an old checkpoint, or from none, repeats nothing.
 */
export async function react(
  { eventStore, readStore }: { readonly eventStore: EventStore; readonly readStore: ReadStore },
  instances: Instances,
  sagas: readonly Saga[],
  signal: AbortSignal,
  running: () => void,
): Promise<void> {
  const from = await readStore.checkpoint(INPUTS_CHECKPOINT);
  const filter = { types: [...new Set(sagas.flatMap(({ types }) => types))] };
  for await (const { events, upTo } of eventStore.subscribe({ from, filter, signal })) {
    await Promise.all(byInstance(sagas, events.map(recorded)).map((inputs) => inOrder(instances, inputs)));
    await readStore.moveCheckpoint(INPUTS_CHECKPOINT, upTo);
    running();
  }
}

interface Input {
  readonly saga: Saga;
  readonly key: string;
  readonly event: RecordedEvent;
}

function byInstance(sagas: readonly Saga[], events: readonly RecordedEvent[]): Input[][] {
  const groups = new Map<string, Input[]>();
  for (const event of events)
    for (const saga of sagas) {
      const key = saga.types.includes(event.type) ? keyOf(saga, event) : null;
      if (key === null) continue;
      const name = `${saga.name} ${key}`;
      const group = groups.get(name) ?? [];
      group.push({ saga, key, event });
      groups.set(name, group);
    }
  return [...groups.values()];
}

async function inOrder(instances: Instances, inputs: readonly Input[]): Promise<void> {
  for (const { saga, key, event } of inputs) await instances.reactTo(saga, key, event);
}
