import { instant, type Decider, type Instant, type JsonObject, type RecordedEvent, type Saga } from '#kernel';
import { canonicalJson } from '#kernel';
import {
  sagaEvents,
  type IdentifiedCommand,
  type RecordedInput,
  type RecordedOutcome,
  type SagaEvent,
} from './events.js';
import { categoryOf } from './instance-key.js';
import { Steps } from './steps.js';

/** What the stream of one saga instance says, folded. */
export interface Instance {
  /** The saga's own state after its last reaction. */
  readonly state: JsonObject;
  /** Commands without an outcome, by id. */
  readonly pending: Readonly<Record<string, IdentifiedCommand>>;
  /** Deadlines that are neither passed nor cancelled, by name. */
  readonly deadlines: Readonly<Record<string, Instant>>;
  /** Inputs that could not be taken, in order; while there are any, later ones wait behind them. */
  readonly parked: readonly RecordedInput[];
}

/** The inputs of an instance are commands to it, so that the pipeline gives them what it gives every command: once only, in a chain. */
export type InstanceCommand =
  | { readonly type: 'react-to-event'; readonly eventId: string }
  | { readonly type: 'settle-command'; readonly commandId: string; readonly outcome: RecordedOutcome }
  | {
      readonly type: 'postpone-command';
      readonly commandId: string;
      readonly attempt: number;
      readonly retryAt: Instant;
      readonly cause: string;
    }
  | { readonly type: 'pass-deadline'; readonly name: string; readonly dueAt: Instant }
  | { readonly type: 'retry-parked'; readonly attempt: string };

/** The events that a command names by their id, read by whoever sends it. */
export type InputEvents = readonly RecordedEvent[];

export type InstanceDecider = Decider<Instance, InstanceCommand, SagaEvent, unknown, InputEvents>;

/** One instance of a saga as a decider; its stream is `saga-<name>-<key>`. */
export const instanceOf = (saga: Saga, key: string): InstanceDecider => ({
  category: categoryOf(saga),
  events: sagaEvents,
  initialState: { state: saga.initialState, pending: {}, deadlines: {}, parked: [] },
  evolve,
  decide: (instance, command, { now, facts }) => {
    const steps = new Steps(saga, key, instance);
    switch (command.type) {
      case 'react-to-event':
        return steps.reactTo(command.eventId, facts);
      case 'settle-command':
        return steps.settle(command.commandId, command.outcome);
      case 'postpone-command':
        return steps.postpone(command);
      case 'pass-deadline':
        return steps.pass(command.name, command.dueAt, now);
      case 'retry-parked':
        return steps.retry(facts);
    }
  },
});

function evolve(instance: Instance, { type, data }: SagaEvent): Instance {
  const { pending, deadlines, parked } = instance;
  switch (type) {
    case 'saga.reacted.v1':
      return {
        state: data.state,
        pending: { ...pending, ...Object.fromEntries(data.commands.map((command) => [command.id, command])) },
        deadlines,
        parked: parked.filter((input) => !isSame(input, data.input)),
      };
    case 'saga.input-parked.v1':
      return { ...instance, parked: [...parked, data.input] };
    case 'saga.command-settled.v1':
      return { ...instance, pending: without(pending, data.command.id) };
    case 'saga.command-postponed.v1':
      return instance;
    case 'deadline.scheduled.v1':
      return { ...instance, deadlines: { ...deadlines, [data.name]: instant(data.dueAt) } };
    case 'deadline.cancelled.v1':
    case 'deadline.passed.v1':
      return { ...instance, deadlines: without(deadlines, data.name) };
  }
}

const isSame = (a: RecordedInput, b: RecordedInput): boolean => canonicalJson(a) === canonicalJson(b);

function without<T>(all: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));
}
