import { textAt, type EventOf, type Saga } from '#kernel';
import type { EventStore } from '#event-store';
import { instanceOf, sagaEvents } from '#runtime';
import { sagas } from '#sagas';

/** An instance of a saga that could not take an input; what came after waits behind it. */
export interface ParkedInstance {
  readonly saga: string;
  readonly instance: string;
  readonly inputs: number;
  /** Of the last try. */
  readonly error: string;
}

/** Those that still wait, of the sagas that this version has. */
export async function parkedInstances(eventStore: EventStore): Promise<readonly ParkedInstance[]> {
  const errors = new Map<string, { readonly saga: Saga; readonly instance: string; readonly error: string }>();
  for await (const events of eventStore.readAll({ filter: { types: ['saga.input-parked.v1'] } }))
    for (const { stream, data } of events) {
      const saga = sagas.find(({ name }) => name === data['saga']);
      if (saga) errors.set(stream, { saga, instance: textAt(data, 'instance'), error: textAt(data, 'error') });
    }
  const all = [...errors].map(async ([stream, { saga, instance, error }]) => {
    return { saga: saga.name, instance, inputs: await waiting(eventStore, stream, saga, instance), error };
  });
  return (await Promise.all(all)).filter(({ inputs }) => inputs > 0);
}

/** How many inputs wait, by the instance's own stream. */
async function waiting(eventStore: EventStore, stream: string, saga: Saga, instance: string): Promise<number> {
  const { evolve, initialState } = instanceOf(saga, instance);
  let state = initialState;
  for await (const events of eventStore.readStream(stream))
    for (const { type, data } of events)
      if (type in sagaEvents) state = evolve(state, { type, data } as unknown as EventOf<typeof sagaEvents>); // as its type says
  return state.parked.length;
}
