import { once } from 'node:events';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Position, Projection } from '#kernel';
import { Background, recorded, untilProjected } from '#runtime';
import { callerOf } from '../auth/access.guard.js';
import { Engine } from '../engine/engine.js';
import { Problem } from '../problem/problem.js';
import { Listener } from './listener.js';

const HEARTBEAT_MS = 15_000;
const PROJECTED_WITHIN_MS = 30_000;
const MAX_LISTENERS = 5_000;

/** What a page shows at a moment, and where the document that it is made of stood. */
export interface LivePage {
  readonly position: Position;
  readonly body: object;
}

/** A page that is sent anew whenever what it is made of has changed. */
export interface LiveSource {
  /** The read models that it is made of. An event of theirs that is about `key` changes it. */
  readonly models: readonly Projection[];
  /** @param model one of `models` */
  readonly concerns: (model: Projection, keys: readonly string[]) => boolean;
  /** Null when there is none, or not for this caller. */
  readonly read: () => Promise<LivePage | null>;
}

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): one subscription per process tells all who listen what
 * has changed. A page is read when the read models have passed the change, and sent whole, with its position as id: whoever
 * comes back with that gets it only when there is a newer one. Who reads slowly gets fewer of them, and always the last.
 */
@Injectable()
export class LivePages implements OnModuleDestroy {
  readonly #listeners = new Set<Listener>();
  readonly #stopping = new AbortController();
  #following: Promise<Background> | undefined;

  constructor(private readonly engine: Engine) {}

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await (await this.#following)?.stop();
  }

  /** Resolves when the stream has ended. @param missing what is thrown when there is no page at the beginning. */
  async serve(source: LiveSource, request: FastifyRequest, reply: FastifyReply, missing: Problem): Promise<void> {
    if (this.#listeners.size >= MAX_LISTENERS) throw BUSY;
    const seen = this.#seenBy(request);
    this.#following ??= this.#follow();
    await this.#following; // from here on no change is missed
    const listener = new Listener(source);
    this.#listeners.add(listener);
    try {
      const first = await source.read();
      if (first === null) throw missing;
      reply.hijack();
      await this.#stream(listener, first, seen, request, reply.raw);
    } finally {
      this.#listeners.delete(listener);
    }
  }

  async #stream(
    listener: Listener,
    first: LivePage,
    seen: Position | undefined,
    request: FastifyRequest,
    response: FastifyReply['raw'],
  ): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#stopping.signal]);
    signal.addEventListener('abort', () => listener.wake(), { once: true });
    response.once('close', () => over.abort());
    const expires = setTimeout(() => over.abort(), Math.min(callerOf(request).expiresAt - Date.now(), 2 ** 31 - 1));
    const beat = setInterval(() => response.writableNeedDrain || response.write(': still here\n\n'), HEARTBEAT_MS);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no', // a proxy in front passes on what there is
    });
    response.write('retry: 2000\n\n');
    try {
      let sent = seen;
      for (let page: LivePage | null = first; page !== null; page = await listener.source.read()) {
        if (sent === undefined || page.position > sent) {
          sent = page.position;
          if (!response.write(this.#eventOf(page))) await once(response, 'drain', { signal });
        }
        const changedAt = await listener.changed(signal);
        for (const model of listener.source.models)
          await untilProjected(this.engine.readStore, model, changedAt, PROJECTED_WITHIN_MS, signal);
        if (signal.aborted) return;
      }
    } catch (error) {
      if (!signal.aborted) this.engine.log.warn('a live page ended', { error: String(error) }); // its reader comes back
    } finally {
      clearTimeout(expires);
      clearInterval(beat);
      response.end();
    }
  }

  #eventOf({ position, body }: LivePage): string {
    return `id: ${this.engine.positions.toText(position)}\nevent: page\ndata: ${JSON.stringify(body)}\n\n`;
  }

  #seenBy({ headers }: FastifyRequest): Position | undefined {
    const id = headers['last-event-id'];
    return typeof id === 'string' && id !== '' ? this.engine.positions.fromText(id) : undefined;
  }

  /** Follows the events from now on, in the background; resolves when it is known from where. */
  async #follow(): Promise<Background> {
    const { eventStore, projections, log } = this.engine;
    const filter = { types: [...new Set(projections.flatMap(({ types }) => types))] };
    let from = await eventStore.head();
    const following = new Background('the live pages', log);
    following.start(async (signal, running) => {
      for await (const { events, upTo } of eventStore.subscribe({ from, filter, signal })) {
        for (const event of events.map(recorded)) for (const listener of this.#listeners) listener.hear(event);
        from = upTo;
        running();
      }
    });
    return following;
  }
}

const BUSY = new Problem({
  status: 503,
  code: 'too-many-listeners',
  detail: 'As many pages are followed as this server can. Ask again.',
  retryAfter: 5,
});
