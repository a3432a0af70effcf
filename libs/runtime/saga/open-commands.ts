import type { Position, RecordedEvent } from '#kernel';
import type { IdentifiedCommand, SagaEvent } from './events.js';
import { commandOfRetry } from './steps.js';

/** A command that a saga sent and that has no outcome yet. */
export interface OpenCommand {
  readonly command: IdentifiedCommand;
  readonly saga: string;
  readonly instance: string;
  readonly correlationId: string;
  /** The event that ordered it. */
  readonly causationId: string;
  /** How often it was put off. */
  readonly attempts: number;
  /** Put off until a deadline passes. */
  readonly waits: boolean;
  /** Reading on from here meets the event that ordered it. */
  readonly before: Position;
}

/** The event types that say what became of commands. */
export const COMMAND_EVENTS = [
  'saga.reacted.v1',
  'saga.command-settled.v1',
  'saga.command-postponed.v1',
  'deadline.passed.v1',
] as const satisfies readonly SagaEvent['type'][];

type CommandEvent = Extract<SagaEvent, { type: (typeof COMMAND_EVENTS)[number] }>;

/** Folded from the saga streams: which commands are open, whoever sends them and whoever records their outcomes. */
export class OpenCommands {
  readonly #open = new Map<string, OpenCommand>();
  #position: Position;

  constructor(from: Position) {
    this.#position = from;
  }

  /** In the order in which they were ordered. */
  get all(): readonly OpenCommand[] {
    return [...this.#open.values()];
  }

  /** Every command ordered up to here has its outcome. */
  get settledUpTo(): Position {
    for (const { before } of this.#open.values()) return before; // a Map keeps the order of insertion
    return this.#position;
  }

  take(event: RecordedEvent): void {
    this.#apply(event);
    this.#position = event.position;
  }

  /** Nothing that concerns commands stands between the last event taken and `position`. */
  pass(position: Position): void {
    if (position > this.#position) this.#position = position;
  }

  #apply(event: RecordedEvent): void {
    const { type, data } = event as unknown as CommandEvent; // only COMMAND_EVENTS are subscribed to
    switch (type) {
      case 'saga.reacted.v1':
        for (const command of data.commands) this.#add(command, event, data);
        return;
      case 'saga.command-settled.v1':
        this.#open.delete(data.command.id);
        return;
      case 'saga.command-postponed.v1':
        this.#change(data.commandId, { waits: true, attempts: data.attempt });
        return;
      case 'deadline.passed.v1':
        this.#change(commandOfRetry(data.name) ?? '', { waits: false });
        return;
    }
  }

  #add(command: IdentifiedCommand, event: RecordedEvent, { saga, instance }: { saga: string; instance: string }): void {
    const { correlationId } = event.metadata;
    const causationId = event.id;
    this.#open.set(command.id, {
      ...{ command, saga, instance, correlationId, causationId },
      ...{ attempts: 0, waits: false, before: this.#position },
    });
  }

  #change(id: string, change: Partial<OpenCommand>): void {
    const open = this.#open.get(id);
    if (open !== undefined) this.#open.set(id, { ...open, ...change });
  }
}
