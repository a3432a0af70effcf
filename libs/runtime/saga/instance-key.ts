import type { RecordedEvent, Saga } from '#kernel';
import { digestOf } from '#audit';
import { isStreamName } from '#event-store';
import { streamOf } from '../pipeline/pipeline.js';

/** Of an instance's stream, `<category>-<key>`. */
export const categoryOf = ({ name }: Pick<Saga, 'name'>): string => `saga-${name}`;

/**
 * The instance that an event says it belongs to; null when it concerns none.
 *
 * @throws when the event does not say it, as one that another hand wrote under a known type.
 */
export function instanceIn(saga: Saga, event: RecordedEvent): string | null {
  const key: unknown = saga.key(event); // nobody has checked the event's data
  if (key === null || (typeof key === 'string' && isInstance(saga, key))) return key;
  throw new TypeError(`the event does not say which instance of ${saga.name} it is for`);
}

/** An instance for events whose own cannot be told, so that they are parked and seen like every other input. */
export function instanceOfStream(saga: Saga, { stream }: RecordedEvent): string {
  const key = `stream-${stream}`;
  return isInstance(saga, key) ? key : `stream-${digestOf(stream)}`;
}

/** Where an event goes: to its own instance, or to that of its stream. */
export function keyOf(saga: Saga, event: RecordedEvent): string | null {
  try {
    return instanceIn(saga, event);
  } catch {
    return instanceOfStream(saga, event);
  }
}

const isInstance = (saga: Saga, key: string): boolean =>
  key !== '' && isStreamName(streamOf({ category: categoryOf(saga) }, key));
