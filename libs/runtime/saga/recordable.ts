import { canonicalJson, type JsonObject } from '#kernel';
import { MAX_APPEND_BYTES } from '#event-store';
import { asError } from '../background.js';
import { checkEvents } from '../pipeline/validate.js';
import { sagaEvents, type SagaEvent } from './events.js';

/** A quarter of an append: when a command is settled, it stands there twice, beside what follows from it. */
const MOST_BYTES = MAX_APPEND_BYTES / 4;

/** An upper bound; its parts have a fixed length but for the names of saga and rule set. */
const BYTES_OF_METADATA = 1024;

const LONGEST_SAYING = 1_000;

/** @throws when the events that a saga wants cannot be recorded, or would not be read back as they are. */
export function checkRecordable(events: readonly SagaEvent[]): void {
  checkEvents(sagaEvents, events);
  let bytes = 0;
  for (const { type, data } of events) {
    const text = canonicalJson(data);
    if (canonicalJson(JSON.parse(JSON.stringify(data)) as JsonObject) !== text)
      throw new TypeError(`${type} holds something that has no JSON form`);
    bytes += Buffer.byteLength(text) + BYTES_OF_METADATA;
  }
  if (bytes > MOST_BYTES) throw new RangeError(`a reaction of ${bytes} bytes is over the limit of ${MOST_BYTES}`);
}

/** What a failure says, so that it can be recorded: not too long, and without half a surrogate pair. */
export const sayingOf = (failure: unknown): string => asError(failure).message.slice(0, LONGEST_SAYING).toWellFormed();
