import {
  StreamDeletedError,
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { START, type Position } from '#kernel';
import type { Pages, Step, StreamPage } from '../paging/pages.js';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS, type Direction, type EventFilter, type StoredEvent } from '../port.js';
import type { Call, Connection } from './connection.js';
import { failureOfRead } from './failures.js';
import { isOfServer, positionOf, storedEvent } from './stored-event.js';

const DIRECTIONS = { forward: 'forwards', backward: 'backwards' } as const;
const ENDS = { forward: 'start', backward: 'end' } as const;

/**
 * How many events one page of all streams asks for. One more than a batch, for the first may be known; and some more than a
 * few, for they may be the server's own.
 */
const MAX_LOOKED_AT = MAX_BATCH_EVENTS + 1;
const MIN_LOOKED_AT = 32;

/**
 * Reads pages from the leader, where every acknowledged append is seen. The server filters for subscriptions only, so a
 * page of all streams is filtered here; it reaches as far as was read, matching or not.
 *
 * @throws StoreUnavailable, NotPermitted
 */
export class PageReader implements Pages {
  readonly #connection: Connection;
  readonly #answerMs: number;

  constructor(connection: Connection, answerMs: number) {
    this.#connection = connection;
    this.#answerMs = answerMs;
  }

  async ofStream(stream: string, direction: Direction, from: number | undefined, limit: number): Promise<StreamPage> {
    if (limit <= 0 || (from !== undefined && from < 0)) return { events: [], complete: true };
    const page = new Page(Math.min(limit, MAX_BATCH_EVENTS));
    const complete = await this.#read(
      (client) =>
        client.readStream(stream, {
          direction: DIRECTIONS[direction],
          fromRevision: from === undefined ? ENDS[direction] : BigInt(from),
          maxCount: page.room,
          requiresLeader: true,
        }),
      page.room,
      ({ event }) => event === undefined || (page.add(storedEvent(event)) && page.hasRoom),
    );
    return { events: page.events, complete };
  }

  async ofAll(
    direction: Direction,
    from: Position | undefined,
    filter: EventFilter | undefined,
    limit: number,
  ): Promise<Step> {
    if (direction === 'backward' && from === START) return { events: [], reached: START, atEnd: true };
    const matches = matcherOf(filter);
    const page = new Page(Math.min(limit, MAX_BATCH_EVENTS));
    const most = filter === undefined ? Math.max(page.room + 1, MIN_LOOKED_AT) : MAX_LOOKED_AT;
    let reached = from ?? START;
    const atEnd = await this.#read(
      (client) =>
        client.readAll({
          direction: DIRECTIONS[direction],
          fromPosition: from === undefined || from === START ? ENDS[direction] : { commit: from, prepare: from },
          maxCount: most,
          requiresLeader: true,
        }),
      most,
      ({ event }) => {
        if (event === undefined) return true;
        const at = positionOf(event);
        if (at === from) return true; // the server begins with the event that stands there
        if (!isOfServer(event) && matches(event) && !page.add(storedEvent(event))) return false;
        reached = at;
        return page.hasRoom;
      },
    );
    return { events: page.events, reached, atEnd };
  }

  /** The position of the very last event, also when it is one of the server's own. */
  async end(): Promise<Position> {
    let end: Position = START;
    await this.#read(
      (client) => client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1, requiresLeader: true }),
      1,
      ({ event }) => {
        if (event) end = positionOf(event);
        return true;
      },
    );
    return end;
  }

  /**
   * @param take false ends the reading.
   * @returns whether the server had no more. An end is believed only of a client that was not given up meanwhile.
   */
  async #read<Read extends AllStreamResolvedEvent | ResolvedEvent>(
    open: (client: Call['client']) => StreamingRead<Read>,
    most: number,
    take: (read: Read) => boolean,
  ): Promise<boolean> {
    try {
      return await this.#connection.call(
        this.#answerMs,
        ({ client, goesOn }) =>
          new Promise((resolve, reject) => drain(open(client), most, goesOn, take, resolve, reject)),
      );
    } catch (error) {
      if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return true;
      throw failureOfRead(error);
    }
  }
}

/** Listeners and not an async iteration: half the time per event, and what is thrown in them reaches who waits. */
function drain<Read>(
  stream: StreamingRead<Read>,
  most: number,
  goesOn: () => void,
  take: (read: Read) => boolean,
  resolve: (complete: boolean) => void,
  reject: (error: unknown) => void,
): void {
  let count = 0;
  let enough = false;
  const stop = (): void => {
    enough = true;
    void stream.cancel();
  };
  stream.on('data', (read: Read) => {
    if (enough) return;
    count += 1;
    goesOn();
    try {
      if (take(read)) return;
      resolve(false);
    } catch (error) {
      reject(error);
    }
    stop();
  });
  stream.on('error', reject);
  stream.on('end', () => resolve(count < most));
}

/** A batch being filled, within its bounds. */
class Page {
  readonly events: StoredEvent[] = [];
  #bytes = 0;

  constructor(readonly room: number) {}

  get hasRoom(): boolean {
    return this.events.length < this.room;
  }

  /** @returns false when it was left out, for want of bytes. One event always fits. */
  add(event: StoredEvent): boolean {
    this.#bytes += bytesOf(event.data) + bytesOf(event.metadata);
    if (this.#bytes > MAX_BATCH_BYTES && this.events.length > 0) return false;
    this.events.push(event);
    return true;
  }
}

/** Quotes, comma and colon; and more than a number or `false` takes as a rule. */
const PUNCTUATION = 8;

/** About the bytes of a value's JSON text, without making it. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + PUNCTUATION;
  if (typeof value !== 'object' || value === null) return PUNCTUATION;
  let bytes = PUNCTUATION;
  for (const [key, member] of Object.entries(value)) bytes += key.length + bytesOf(member);
  return bytes;
}

function matcherOf({ streamPrefixes = [], types = [] }: EventFilter = {}): (event: Named) => boolean {
  const wanted = types.length > 0 ? new Set(types) : undefined;
  const [only] = streamPrefixes;
  const inStream =
    streamPrefixes.length === 1 && only !== undefined
      ? (stream: string) => stream.startsWith(only)
      : (stream: string) => streamPrefixes.some((prefix) => stream.startsWith(prefix));
  return ({ streamId, type }) =>
    (wanted === undefined || wanted.has(type)) && (streamPrefixes.length === 0 || inStream(streamId));
}

interface Named {
  readonly streamId: string;
  readonly type: string;
}
