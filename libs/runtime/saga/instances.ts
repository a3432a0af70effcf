import { systemActor, textAt, type RecordedEvent, type RecordedOf, type Saga } from '#kernel';
import { digestOf, uuidOf } from '#audit';
import type { EventStore } from '#event-store';
import { streamOf, type CommandPipeline } from '../pipeline/pipeline.js';
import type { CommandEnvelope, CommandResult } from '../pipeline/envelope.js';
import { recorded } from '../recorded.js';
import type { RecordedInput, SagaEvent } from './events.js';
import { instanceOfStream, keyOf } from './instance-key.js';
import { instanceOf, type InputEvents, type InstanceCommand } from './instance.js';
import { digestOfInput } from './steps.js';

/** What a command to an instance is caused by. */
export type Cause = Pick<CommandEnvelope, 'correlationId' | 'causationId'>;

/** Sends saga instances their inputs, each under an id made from what it says, so that it counts once whoever sends it. */
export class Instances {
  readonly #pipeline: CommandPipeline<unknown>;
  readonly #eventStore: EventStore;
  readonly #sagas: ReadonlyMap<string, Saga>;

  constructor(pipeline: CommandPipeline<unknown>, eventStore: EventStore, sagas: readonly Saga[]) {
    this.#pipeline = pipeline;
    this.#eventStore = eventStore;
    this.#sagas = new Map(sagas.map((saga) => [saga.name, saga]));
  }

  /** The names of the sagas that this version has. */
  get sagas(): readonly string[] {
    return [...this.#sagas.keys()];
  }

  has(saga: string): boolean {
    return this.#sagas.has(saga);
  }

  async reactTo(saga: Saga, key: string, event: RecordedEvent): Promise<void> {
    const cause = { correlationId: event.metadata.correlationId, causationId: event.id };
    await this.send(saga.name, key, { type: 'react-to-event', eventId: event.id }, cause, [event]);
  }

  /**
   * Lets an instance take what it could not take before, until it is through or fails again.
   *
   * @returns how many inputs it took, and why it stopped when some are left.
   */
  async retryParked(saga: string, key: string, attempt: string): Promise<{ taken: number; error?: string }> {
    for (let taken = 0; ; taken++) {
      const { state } = await this.#pipeline.load(instanceOf(this.#sagaNamed(saga), key), key);
      const [first] = state.parked;
      if (first === undefined) return { taken };
      const events = first.stream === undefined ? [] : await this.#eventAt(first.stream, first.revision ?? 0);
      await this.#handOver(this.#sagaNamed(saga), key, events);
      const command = { type: 'retry-parked', attempt: `${attempt} ${taken}` } as const;
      const correlationId = events[0]?.metadata.correlationId ?? (await this.#correlationOf(saga, key, first));
      const cause = { correlationId, causationId: null };
      const result = await this.send(saga, key, command, cause, events);
      if (result.kind === 'refused') return { taken, error: textAt(result.facts, 'error') };
    }
  }

  send(
    saga: string,
    key: string,
    command: InstanceCommand,
    cause: Cause,
    events: InputEvents = [],
  ): Promise<CommandResult> {
    const envelope: CommandEnvelope = {
      ...cause,
      commandId: uuidOf(digestOf({ command, instance: key, saga })),
      actor: systemActor(`saga-${saga}`),
      occurredAt: null,
    };
    return this.#pipeline.run(instanceOf(this.#sagaNamed(saga), key), key, command, envelope, () =>
      Promise.resolve(events),
    );
  }

  /** An event that was parked because its instance could not be told goes to that instance first, for then it is let go. */
  async #handOver(saga: Saga, key: string, events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const owner = keyOf(saga, event);
      if (owner !== null && owner !== key && owner !== instanceOfStream(saga, event))
        await this.reactTo(saga, owner, event);
    }
  }

  /** An outcome or a deadline is taken under the correlation id that it was parked under, for whoever waits for that. */
  async #correlationOf(saga: string, instance: string, input: RecordedInput): Promise<string> {
    const digest = digestOfInput({ saga, instance, input });
    const stream = streamOf(instanceOf(this.#sagaNamed(saga), instance), instance);
    for await (const batch of this.#eventStore.readStream(stream))
      for (const event of batch) {
        const { type, data, metadata } = event as unknown as RecordedOf<SagaEvent>; // nothing else is written there
        if (type === 'saga.input-parked.v1' && digestOfInput(data) === digest) return metadata.correlationId;
      }
    throw new Error(`nothing parked the input that ${stream} waits for`);
  }

  #sagaNamed(name: string): Saga {
    const saga = this.#sagas.get(name);
    if (saga === undefined) throw new Error(`there is no saga "${name}"`);
    return saga;
  }

  async #eventAt(stream: string, revision: number): Promise<RecordedEvent[]> {
    for await (const batch of this.#eventStore.readStream(stream, { from: revision, limit: 1 }))
      return batch.map(recorded);
    return [];
  }
}
