import {
  anyObject,
  catalogue,
  event,
  instantSchema,
  integer,
  list,
  oneOf,
  optional,
  record,
  text,
  type EventOf,
  type TypeOf,
} from '#kernel';

const commandSchema = record({ id: text(), type: text(), target: text(), payload: anyObject() });

const outcomeSchema = record({
  kind: oneOf('accepted', 'refused'),
  stream: optional(text()),
  revision: optional(integer()),
  position: optional(text()),
  code: optional(text()),
  facts: optional(anyObject()),
});

/** An input as it is recorded: an event by its id, and by where it stands for reading it again; the others whole. */
const inputSchema = record({
  kind: oneOf('event', 'outcome', 'deadline-passed'),
  eventId: optional(text()),
  type: optional(text()),
  stream: optional(text()),
  revision: optional(integer()),
  command: optional(commandSchema),
  outcome: optional(outcomeSchema),
  name: optional(text()),
  dueAt: optional(instantSchema),
});

const instance = { saga: text(), instance: text() };

export const sagaEvents = catalogue({
  'saga.reacted.v1': event(
    'A saga took an input and decided what follows: its new state, the reason, and the commands to send.',
    record({ ...instance, input: inputSchema, reason: text(), state: anyObject(), commands: list(commandSchema) }),
  ),
  'saga.input-parked.v1': event(
    'A saga could not take an input; it and what follows for this instance wait for a retry.',
    record({ ...instance, input: inputSchema, error: text() }),
  ),
  'saga.command-settled.v1': event(
    'A command that a saga sent has its final outcome.',
    record({ ...instance, command: commandSchema, outcome: outcomeSchema }),
  ),
  'saga.command-postponed.v1': event(
    'A command that a saga sent could not be carried out yet and is sent again later.',
    record({ ...instance, commandId: text(), attempt: integer(), retryAt: instantSchema, cause: text() }),
  ),
  'deadline.scheduled.v1': event(
    'A saga wants to be woken at a moment.',
    record({ ...instance, name: text(), dueAt: instantSchema }),
  ),
  'deadline.cancelled.v1': event(
    'A moment that a saga waited for no longer matters.',
    record({ ...instance, name: text() }),
  ),
  'deadline.passed.v1': event(
    'A moment that a saga waited for has passed.',
    record({ ...instance, name: text(), dueAt: instantSchema }),
  ),
});

export type SagaEvent = EventOf<typeof sagaEvents>;
export type RecordedInput = TypeOf<typeof inputSchema>;
export type IdentifiedCommand = TypeOf<typeof commandSchema>;
export type RecordedOutcome = TypeOf<typeof outcomeSchema>;
