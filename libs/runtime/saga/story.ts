import type { Instant, RecordedOf, JsonObject } from '#kernel';
import type { EventStore } from '#event-store';
import { recorded } from '../recorded.js';
import type { RecordedInput, RecordedOutcome, SagaEvent } from './events.js';
import { commandOfRetry } from './steps.js';

/** One step of a saga instance, as a person reads it. */
export interface StoryEntry {
  readonly revision: number;
  readonly at: Instant;
  readonly type: string;
  /** What happened, in one sentence. */
  readonly text: string;
  /** The whole record; what is personal in it stays sealed. */
  readonly data: JsonObject;
}

/** The stream of an instance, a part of it at a time. @param from the revision to begin with. */
export async function storyOf(
  eventStore: EventStore,
  { saga, instance }: { readonly saga: string; readonly instance: string },
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<readonly StoryEntry[]> {
  const entries: StoryEntry[] = [];
  for await (const batch of eventStore.readStream(`saga-${saga}-${instance}`, { from, limit }))
    for (const event of batch.map(recorded)) {
      const { revision, type, data, metadata } = event;
      const text = textOf(event as unknown as RecordedOf<SagaEvent>);
      entries.push({ revision, at: metadata.recordedAt, type, text, data });
    }
  return entries;
}

function textOf({ type, data }: RecordedOf<SagaEvent>): string {
  switch (type) {
    case 'saga.reacted.v1': {
      const sent = data.commands.map((command) => `${command.type} to ${command.target}`).join(', ');
      return `${inputText(data.input)}: ${data.reason}${sent === '' ? '' : ` It sends ${sent}.`}`;
    }
    case 'saga.input-parked.v1':
      return `${inputText(data.input)}: it cannot be taken (${data.error}), and what follows waits.`;
    case 'saga.command-settled.v1':
      return `${data.command.type} to ${data.command.target} was ${outcomeText(data.outcome)}.`;
    case 'saga.command-postponed.v1':
      return `A command is sent again at ${data.retryAt}, for the ${data.attempt}. time: ${data.cause}.`;
    case 'deadline.scheduled.v1':
      return `${momentText(data.name)} is set to ${data.dueAt}.`;
    case 'deadline.cancelled.v1':
      return `${momentText(data.name)} does not matter any more.`;
    case 'deadline.passed.v1':
      return `${momentText(data.name)} has come.`;
    default:
      return unforeseen(type); // of a later version: it is shown, never dropped
  }
}

function inputText({ kind, type, stream, revision, command, outcome, name }: RecordedInput): string {
  switch (kind) {
    case 'event':
      return `Saw ${type ?? 'an event'} (${stream ?? ''} ${revision ?? ''})`;
    case 'outcome':
      return `${command?.type ?? 'A command'} was ${outcome === undefined ? 'settled' : outcomeText(outcome)}`;
    case 'deadline-passed':
      return `${momentText(name ?? '')} has come`;
  }
}

const outcomeText = ({ kind, code }: RecordedOutcome): string =>
  kind === 'accepted' ? 'accepted' : `refused (${code ?? ''})`;

const momentText = (name: string): string =>
  commandOfRetry(name) === undefined ? `The moment "${name}"` : 'The moment to send a command again';

const unforeseen = (type: never): string => String(type);
