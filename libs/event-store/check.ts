import { JsonText } from '#kernel';
import { AppendTooLarge, InvalidAppend } from './errors.js';
import { MAX_APPEND_BYTES, type Appendable, type ExpectedRevision } from './port.js';

/** An event as it is sent: data and metadata are JSON text. */
export interface SerialisedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** An append that is in form and not too large; what an adapter sends. */
export interface CheckedAppend {
  readonly stream: string;
  readonly events: readonly [SerialisedEvent, ...SerialisedEvent[]];
  readonly expected: ExpectedRevision;
  /** Characters of data, metadata and type of all its events: its size, near enough for all but the limit. */
  readonly characters: number;
}

// EventStoreDB gives ids back in lower case, so another spelling would not be recognised in what is read.
const LOWER_CASE_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NIL_UUID = '00000000-0000-0000-0000-000000000000'; // EventStoreDB takes it for a missing id

/** A UTF-16 unit takes three bytes in UTF-8 at most, so the bytes of a small append need not be counted. */
const MOST_BYTES_OF_ONE = 3;

// Names that begin with $ belong to EventStoreDB itself; a lone surrogate has no UTF-8 form.
const NAME = /^(?!\$)[^\s\p{Cc}\p{Cs}]{1,500}$/u;

export const isStreamName = (name: string): boolean => NAME.test(name);

/**
 * Checks an append before anything is sent, the same for every adapter, and serialises it: once, for both the check of
 * its size and the sending. What the caller changes in the events afterwards has no effect.
 *
 * @throws InvalidAppend, AppendTooLarge
 */
export function checkAppend(stream: string, events: readonly Appendable[], expected: ExpectedRevision): CheckedAppend {
  if (!isStreamName(stream)) throw new InvalidAppend(`${JSON.stringify(stream)} is no name for a stream`);
  if (!isExpectedRevision(expected)) throw new InvalidAppend(`${stream}: no stream is expected at ${String(expected)}`);
  const [first, ...others] = events;
  if (first === undefined) throw new InvalidAppend(`${stream}: an append needs an event`);
  if (others.length > 0) checkNoIdTwice(stream, events);
  const serialised = [serialise(stream, first), ...others.map((event) => serialise(stream, event))] as const;
  const characters = sum(serialised, ({ length }) => length);
  if (characters * MOST_BYTES_OF_ONE > MAX_APPEND_BYTES) {
    const bytes = sum(serialised, (text) => Buffer.byteLength(text));
    if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes, MAX_APPEND_BYTES);
  }
  return { stream, events: serialised, expected, characters };
}

const WORDS: readonly ExpectedRevision[] = ['any', 'no-stream', 'exists'];

const isExpectedRevision = (expected: ExpectedRevision): boolean =>
  typeof expected === 'number' ? Number.isSafeInteger(expected) && expected >= 0 : WORDS.includes(expected);

function checkNoIdTwice(stream: string, events: readonly Appendable[]): void {
  const ids = new Set<string>();
  for (const { id } of events) {
    if (ids.has(id)) throw new InvalidAppend(`${stream}: the id ${id} stands twice in one append`);
    ids.add(id);
  }
}

function serialise(stream: string, { id, type, data, metadata }: Appendable): SerialisedEvent {
  if (!LOWER_CASE_UUID.test(id) || id === NIL_UUID)
    throw new InvalidAppend(`${stream}: ${JSON.stringify(id)} is no UUID in lower case`);
  if (!NAME.test(type)) throw new InvalidAppend(`${stream}: ${JSON.stringify(type)} is no name for an event type`);
  return { id, type, data: jsonOf(stream, 'data', data), metadata: jsonOf(stream, 'metadata', metadata) };
}

function jsonOf(stream: string, part: 'data' | 'metadata', value: unknown): string {
  if (value instanceof JsonText) return value.text;
  const text = stringify(stream, part, value);
  if (text?.[0] !== '{') throw new InvalidAppend(`${stream}: the ${part} of an event must be an object`);
  return text;
}

function stringify(stream: string, part: string, value: unknown): string | undefined {
  try {
    // The declared result hides that undefined and functions have no JSON text.
    return JSON.stringify(value);
  } catch (error) {
    throw new InvalidAppend(`${stream}: the ${part} of an event has no JSON form`, { cause: error });
  }
}

function sum(events: readonly SerialisedEvent[], sizeOf: (text: string) => number): number {
  let total = 0;
  for (const { type, data, metadata } of events) total += sizeOf(data) + sizeOf(metadata) + sizeOf(type);
  return total;
}
