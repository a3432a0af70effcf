import { anyObject, catalogue, event, record, text, type EventOf } from '#kernel';

/** Events that the runtime itself writes into any stream. No decider folds them. */
export const systemEvents = catalogue({
  'command-refused.v1': event(
    'A command that a saga sent was refused by the rules; its id answers the same for ever.',
    record({ commandId: text(), command: text(), code: text(), facts: anyObject() }),
  ),
});

export type SystemEvent = EventOf<typeof systemEvents>;

export const isSystemEvent = (type: string): boolean => type in systemEvents;
