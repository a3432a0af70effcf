/** An event as it was sent. */
export interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends SentEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
}

export type Expected = 'any' | 'exists' | 'no-stream' | number;

/** The last event of an append, or where the stream is instead. */
export type Outcome = { readonly last: LoggedEvent } | { readonly actual: number | undefined };

/** Positions are bytes in the server's files: they grow, with gaps. */
const FIRST_POSITION = 1_000n;
const STEP = 137n;

/** What the servers of a cluster hold in common: all events, in memory. */
export class Log {
  readonly events: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #listeners = new Set<() => void>();

  stream(name: string): readonly LoggedEvent[] | undefined {
    return this.#streams.get(name);
  }

  /**
   * As the real server does: the same ids where the expected revision says they would stand are a repeat, which is answered
   * with the original result, however long ago; anything else that is not where it was expected is a conflict.
   */
  append(stream: string, sent: readonly SentEvent[], expected: Expected): Outcome {
    const present = this.#streams.get(stream) ?? [];
    const actual = present.at(-1)?.revision;
    if (isAt(expected, actual)) return { last: this.#write(stream, present, sent) };
    if (typeof expected === 'number' || expected === 'no-stream') {
      const first = expected === 'no-stream' ? 0 : expected + 1;
      const last = present[first + sent.length - 1];
      if (last !== undefined && sent.every(({ id }, index) => present[first + index]?.id === id)) return { last };
    }
    return { actual };
  }

  /** @param after exclusive. */
  since(after: bigint): readonly LoggedEvent[] {
    return this.events.slice(this.indexAfter(after));
  }

  /** Where in `events` the first one stands that is after the position. */
  indexAfter(position: bigint): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.position ?? 0n) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** @returns ends it */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #write(stream: string, present: LoggedEvent[], sent: readonly SentEvent[]): LoggedEvent {
    this.#streams.set(stream, present);
    for (const event of sent) {
      const position = FIRST_POSITION + BigInt(this.events.length) * STEP;
      const logged = { ...event, stream, revision: present.length, position };
      present.push(logged);
      this.events.push(logged);
    }
    for (const listener of this.#listeners) listener();
    const last = present.at(-1);
    if (last === undefined) throw new RangeError(`nothing was appended to ${stream}`);
    return last;
  }
}

function isAt(expected: Expected, actual: number | undefined): boolean {
  if (expected === 'any') return true;
  if (expected === 'exists') return actual !== undefined;
  return expected === 'no-stream' ? actual === undefined : actual === expected;
}
