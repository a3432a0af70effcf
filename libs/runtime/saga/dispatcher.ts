import { setTimeout as sleep } from 'node:timers/promises';
import { addMillis, isTooEarly, systemActor, type SagaCommand } from '#kernel';
import type { Clock } from '#clock';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { asError } from '../background.js';
import type { Log } from '../log.js';
import { CommandIdReused, InvalidEvent, UnknownEventType } from '../pipeline/errors.js';
import type { CommandEnvelope, CommandResult } from '../pipeline/envelope.js';
import { KeyedQueue } from '../pipeline/keyed-queue.js';
import { recorded } from '../recorded.js';
import type { RecordedOutcome } from './events.js';
import type { Instances } from './instances.js';
import { COMMAND_EVENTS, OpenCommands, type OpenCommand } from './open-commands.js';
import { sayingOf } from './recordable.js';

/** Where commands of sagas go; the framework binds it to its command bus. */
export interface DispatchPort {
  /** @throws when the command could not be decided for now; it is then sent again later. */
  dispatch(command: SagaCommand, envelope: CommandEnvelope): Promise<CommandResult>;
}

export interface DispatcherOptions {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  readonly clock: Clock;
  readonly port: DispatchPort;
  readonly log: Log;
}

/** Every command ordered up to this named checkpoint has its final outcome. */
export const COMMANDS_CHECKPOINT = 'saga-commands';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;
const STORE_PAUSE_MS = 500;

/** Failures that sending again cannot mend. */
const isFinal = (error: unknown): boolean =>
  error instanceof CommandIdReused || error instanceof InvalidEvent || error instanceof UnknownEventType;

/**
 * Sends every command without an outcome and records what became of it in the instance's stream. One that cannot be carried
 * out yet is put off by a deadline, and holds up only what its instance sends to the same target after it. Sending twice is harmless: the command's id answers the same.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #instances: Instances;
  readonly #queue = new KeyedQueue();
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(options: DispatcherOptions, instances: Instances) {
    this.#options = options;
    this.#instances = instances;
  }

  async follow(signal: AbortSignal, running: () => void): Promise<void> {
    const { eventStore, readStore } = this.#options;
    const from = await readStore.checkpoint(COMMANDS_CHECKPOINT);
    const commands = new OpenCommands(from);
    const filter = { streamPrefixes: ['saga-'], types: COMMAND_EVENTS };
    let caughtUp = false;
    let saved = from;
    try {
      for await (const batch of eventStore.subscribe({ from, filter, signal })) {
        for (const event of batch.events) commands.take(recorded(event));
        commands.pass(batch.upTo);
        caughtUp ||= batch.caughtUp; // before that, the outcome of a command may still be ahead
        if (caughtUp) this.#sendAll(commands, signal);
        if (commands.settledUpTo > saved)
          await readStore.moveCheckpoint(COMMANDS_CHECKPOINT, (saved = commands.settledUpTo));
        running();
      }
    } finally {
      await Promise.all(this.#underWay.values());
    }
  }

  #sendAll(commands: OpenCommands, signal: AbortSignal): void {
    const targets = new Set<string>();
    for (const open of commands.all) {
      const { id, target } = open.command;
      const way = `${open.saga} ${open.instance} ${target}`;
      if (targets.has(way)) continue; // an earlier one has no outcome yet
      targets.add(way);
      if (open.waits || this.#underWay.has(id) || !this.#instances.has(open.saga)) continue;
      // In the instance's order. A command that is put off leaves the queue.
      const sending = this.#queue.run(`${open.saga} ${open.instance}`, () => this.#send(open, signal));
      this.#underWay.set(id, sending);
      const forget = (): boolean => this.#underWay.delete(id);
      sending.then(forget, forget);
    }
  }

  /** Does not give up before it is recorded what became of the command, except when the process stops. */
  async #send(open: OpenCommand, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#record(open, await this.#dispatch(open));
        return;
      } catch (error) {
        this.#options.log.warn('an outcome could not be recorded yet', {
          command: open.command.id,
          error: asError(error).message,
        });
        await sleep(STORE_PAUSE_MS, undefined, { signal }).catch(() => undefined); // stopped while pausing
      }
    }
  }

  async #dispatch({ command, saga, correlationId, causationId }: OpenCommand): Promise<RecordedOutcome | PutOff> {
    const actor = systemActor(`saga-${saga}`);
    const { id: commandId, ...content } = command;
    const envelope = { commandId, correlationId, causationId, actor, occurredAt: null, recordRefusal: true };
    try {
      return outcomeOf(await this.#options.port.dispatch(content, envelope));
    } catch (error) {
      const { name } = asError(error);
      const message = sayingOf(error);
      if (isFinal(error)) return { kind: 'refused', code: 'cannot-be-decided', facts: { error: name, message } };
      this.#options.log.warn('a saga command is put off', {
        command: commandId,
        type: command.type,
        error: `${name}: ${message}`,
      });
      return { kind: 'put-off', cause: `${name}: ${message}` };
    }
  }

  async #record(
    { command, saga, instance, attempts, ...cause }: OpenCommand,
    outcome: RecordedOutcome | PutOff,
  ): Promise<void> {
    const commandId = command.id;
    if (outcome.kind !== 'put-off') {
      await this.#instances.send(saga, instance, { type: 'settle-command', commandId, outcome }, cause);
      return;
    }
    const attempt = attempts + 1;
    const pause = Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
    const retryAt = addMillis(this.#options.clock.now(), pause);
    const postponed = { type: 'postpone-command', commandId, attempt, retryAt, cause: outcome.cause } as const;
    await this.#instances.send(saga, instance, postponed, cause);
  }
}

interface PutOff {
  readonly kind: 'put-off';
  readonly cause: string;
}

function outcomeOf(result: CommandResult): RecordedOutcome | PutOff {
  if (result.kind === 'refused') {
    const { code, facts } = result;
    return isTooEarly(code) ? { kind: 'put-off', cause: code } : { kind: 'refused', code, facts };
  }
  const { stream, revision, position } = result;
  return { kind: 'accepted', stream, revision, position: String(position) };
}
