import {
  happened,
  instant,
  nothing,
  refuse,
  remain,
  type CommandOutcome,
  type Decision,
  type Instant,
  type Reaction,
  type RecordedEvent,
  type Saga,
  type SagaInput,
} from '#kernel';
import { digestOf, uuidOf } from '#audit';
import type { RecordedInput, RecordedOutcome, SagaEvent } from './events.js';
import { instanceIn } from './instance-key.js';
import type { Instance } from './instance.js';
import { checkRecordable, sayingOf } from './recordable.js';

type EventData<T extends SagaEvent['type']> = Omit<Extract<SagaEvent, { type: T }>['data'], 'saga' | 'instance'>;

const RETRY = 'retry ';
const retryOf = (commandId: string): string => RETRY + commandId;

/** The command that a retry deadline is about; undefined for a saga's own deadlines. */
export const commandOfRetry = (name: string): string | undefined =>
  name.startsWith(RETRY) ? name.slice(RETRY.length) : undefined;

/** The same wherever the input is taken; the ids of the commands that it leads to are made from it. */
export const digestOfInput = ({
  saga,
  instance,
  input,
}: {
  saga: string;
  instance: string;
  input: RecordedInput;
}): string => digestOf({ input, instance, saga });

/** The decisions of one saga instance. */
export class Steps {
  readonly #saga: Saga;
  readonly #key: string;
  readonly #instance: Instance;

  constructor(saga: Saga, key: string, instance: Instance) {
    this.#saga = saga;
    this.#key = key;
    this.#instance = instance;
  }

  reactTo(eventId: string, events: readonly RecordedEvent[]): Decision<SagaEvent> {
    const event = eventById(events, eventId);
    const { type, stream, revision } = event;
    return happened(...this.#take({ kind: 'event', event }, { kind: 'event', eventId, type, stream, revision }));
  }

  /** The first outcome of a command stands. */
  settle(commandId: string, outcome: RecordedOutcome): Decision<SagaEvent> {
    const command = this.#instance.pending[commandId];
    if (command === undefined) return nothing();
    const retries = retryOf(commandId) in this.#instance.deadlines;
    const recorded: RecordedInput = { kind: 'outcome', command, outcome };
    return happened(
      this.#event('saga.command-settled.v1', { command, outcome }),
      ...(retries ? [this.#event('deadline.cancelled.v1', { name: retryOf(commandId) })] : []),
      ...this.#take(inputOf(recorded, []), recorded),
    );
  }

  postpone(postponed: { commandId: string; attempt: number; retryAt: Instant; cause: string }): Decision<SagaEvent> {
    const { commandId, attempt, retryAt, cause } = postponed;
    if (this.#instance.pending[commandId] === undefined) return nothing();
    return happened(
      this.#event('saga.command-postponed.v1', { commandId, attempt, retryAt, cause }),
      this.#event('deadline.scheduled.v1', { name: retryOf(commandId), dueAt: retryAt }),
    );
  }

  pass(name: string, dueAt: Instant, now: Instant): Decision<SagaEvent> {
    if (this.#instance.deadlines[name] !== dueAt) return nothing(); // cancelled, passed or moved since
    if (now < dueAt) return refuse('deadline-too-early', { dueAt });
    const passed = this.#event('deadline.passed.v1', { name, dueAt });
    if (commandOfRetry(name) !== undefined) return happened(passed);
    const input = { kind: 'deadline-passed', name, dueAt } as const;
    return happened(passed, ...this.#take(input, input));
  }

  /** Takes the input that everything waits for. Each retry takes one, so that each stands in a decision of its own. */
  retry(events: readonly RecordedEvent[]): Decision<SagaEvent> {
    const [first] = this.#instance.parked;
    if (first === undefined) return nothing();
    try {
      return happened(...this.#react(first, inputOf(first, events)));
    } catch (error) {
      return refuse('input-still-parked', { error: sayingOf(error) });
    }
  }

  /** The reaction to an input, or, where it cannot be taken, the input parked: nothing is lost and others go on. */
  #take(input: SagaInput, recorded: RecordedInput): SagaEvent[] {
    const park = (error: string): SagaEvent[] => [this.#event('saga.input-parked.v1', { input: recorded, error })];
    if (this.#instance.parked.length > 0) return park('waits behind an earlier input');
    try {
      return this.#react(recorded, input);
    } catch (error) {
      return park(sayingOf(error));
    }
  }

  /** @throws also when the reaction could not be recorded: it is as good as none. */
  #react(recorded: RecordedInput, input: SagaInput): SagaEvent[] {
    const { state, reason, commands, deadlines } = this.#reactionTo(input);
    const cause = digestOfInput({ saga: this.#saga.name, instance: this.#key, input: recorded });
    const identified = commands.map((command, index) => ({ id: uuidOf(digestOf({ cause, index })), ...command }));
    const events = [
      this.#event('saga.reacted.v1', { input: recorded, reason, state, commands: identified }),
      ...deadlines.map((order) =>
        order.kind === 'schedule'
          ? this.#event('deadline.scheduled.v1', { name: order.name, dueAt: order.dueAt })
          : this.#event('deadline.cancelled.v1', { name: order.name }),
      ),
    ];
    checkRecordable(events);
    return events;
  }

  /** An event whose instance could not be told was parked in the name of its stream; its own instance has it by now. */
  #reactionTo(input: SagaInput): Reaction {
    const { state } = this.#instance;
    const owner = input.kind === 'event' ? instanceIn(this.#saga, input.event) : this.#key;
    if (owner !== this.#key) return remain(state, `It is for ${owner ?? 'no instance'}.`);
    return this.#saga.react(state, input);
  }

  #event<T extends SagaEvent['type']>(type: T, data: EventData<T>): SagaEvent {
    // with the two names it is what the catalogue declares for this type; the pipeline validates it
    return { type, data: { saga: this.#saga.name, instance: this.#key, ...data } } as unknown as SagaEvent;
  }
}

/** The input as it was, from its record. */
function inputOf(recorded: RecordedInput, events: readonly RecordedEvent[]): SagaInput {
  const { kind, eventId, command, outcome, name, dueAt } = recorded;
  if (kind === 'event' && eventId !== undefined) return { kind, event: eventById(events, eventId) };
  if (kind === 'outcome' && command !== undefined && outcome !== undefined)
    return { kind, command, outcome: outcome as CommandOutcome }; // the dispatcher recorded it whole (outcomeOf)
  if (kind === 'deadline-passed' && name !== undefined && dueAt !== undefined)
    return { kind, name, dueAt: instant(dueAt) };
  throw new Error(`an input of kind ${kind} was recorded without its parts`);
}

function eventById(events: readonly RecordedEvent[], id: string): RecordedEvent {
  const event = events.find((each) => each.id === id);
  if (event === undefined) throw new Error(`the input event ${id} was not handed over`);
  return event;
}
