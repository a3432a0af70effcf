import { jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import type { CapturedAppend } from './captured.js';
import { sideBySide } from './commands.js';

/** The very appends that the commands make, by the official client as its documentation shows it. */
export const appendByClient = (
  client: EventStoreDBClient,
  appends: readonly (readonly CapturedAppend[])[],
): Promise<unknown> =>
  sideBySide(appends, ({ stream, events, expected }) =>
    client.appendToStream(
      stream,
      events.map(({ id, type, data, metadata }) =>
        jsonEvent({ id, type, data: { ...data }, metadata: { ...metadata } }),
      ),
      { expectedRevision: typeof expected === 'number' ? BigInt(expected) : 'no_stream' }, // what the pipeline expects
    ),
  );
