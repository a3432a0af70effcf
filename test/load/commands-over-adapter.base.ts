import type { EventStore } from '#event-store';
import type { CapturedAppend } from './captured.js';
import { sideBySide } from './commands.js';

/** The very appends that the commands make, with nothing before and after them: no state, no decision, no hash. */
export const appendOnly = (store: EventStore, appends: readonly (readonly CapturedAppend[])[]): Promise<unknown> =>
  sideBySide(appends, ({ stream, events, expected }) => store.append(stream, events, expected));
