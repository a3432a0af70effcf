import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Instant, Position } from '#kernel';
import type { Query, ReadModel } from '#read-store';
import { callerOf } from '../auth/access.guard.js';
import { Engine } from '../engine/engine.js';
import type { Problem } from '../problem/problem.js';
import { answerRead } from './conditional.js';
import { Freshness } from './freshness.js';
import type { CatchingUp, FreshnessQuery } from './freshness.query.js';
import { pageFrom, pageOf, type PageQuery } from './paging.js';
import { Presenter, type Presented } from './present.js';

/** One exchange: who asks, and what he is answered with. */
export interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Gives a handler the exchange whose status and headers `Pages` may set. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

/** A document, and to whom it exists. */
export interface Visible<Doc> {
  readonly model: ReadModel;
  readonly id: string;
  readonly mayRead: (doc: Doc, actor: Actor) => boolean;
  /** What is said to whoever may not read it, and where there is none: the same. */
  readonly missing: () => Problem;
}

/** What a page depends on besides its document. */
export interface Reading {
  readonly actor: Actor;
  readonly now: Instant;
}

export interface DocumentPage<Doc> extends Visible<Doc> {
  /** The document as the page shows it; as it is, if not said. */
  readonly shown?: (doc: Doc, reading: Reading) => object | Promise<object>;
}

export interface ListPage<Doc, Shown, Name extends string, Whole> extends Pick<Query, 'where' | 'sort'> {
  readonly model: ReadModel;
  /** The member of the answer that holds the documents. */
  readonly named: Name;
  /** What the list belongs to: who may not see that, sees no list either. */
  readonly within?: Visible<Whole>;
  readonly shown: (doc: Doc, reading: Reading) => Shown;
}

export type ListAnswer<Name extends string, Shown> = Readonly<Record<Name, readonly Presented<Shown>[]>> & {
  readonly next: string | null;
};

/** Answers reads out of the read models: as fresh as the caller asks for, only what he may see, with money and personal values as people read them. */
@Injectable()
export class Pages {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  /**
   * One document with its position as ETag; 304 when the caller has just this page, 202 with how far the read model is when it takes too long.
   *
   * @throws Problem 404 when it does not exist for this caller, 400 when the position is out of form.
   */
  async one<Doc extends object>(
    page: DocumentPage<Doc>,
    query: FreshnessQuery,
    { request, reply }: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(page.model, query, request, reply);
    if (behind !== undefined) return behind;
    const reading = this.#readingOf(request);
    const { doc, position } = await this.#see(page, reading.actor);
    const shown = page.shown === undefined ? doc : await page.shown(doc, reading);
    return answerRead(request, reply, await this.presenter.present(shown), this.engine.positions.toText(position));
  }

  /**
   * One page of a list.
   *
   * @throws Problem 404 when what it belongs to does not exist for this caller, 400 when the page or the position is out of form.
   */
  async list<Doc extends object, Shown, Name extends string, Whole extends object = object>(
    { model, named, where, sort, within, shown }: ListPage<Doc, Shown, Name, Whole>,
    query: PageQuery,
    { request, reply }: Asking,
  ): Promise<ListAnswer<Name, Shown> | CatchingUp> {
    for (const each of within === undefined ? [model] : [model, within.model]) {
      const behind = await this.freshness.waitFor(each, query, request, reply);
      if (behind !== undefined) return behind;
    }
    const reading = this.#readingOf(request);
    if (within !== undefined) await this.#see(within, reading.actor);
    const live = await this.engine.readStore.live<Doc>(model);
    const asked = { ...(where !== undefined && { where }), ...(sort !== undefined && { sort }), ...pageOf(query) };
    const { documents, next = null } = await pageFrom(() => live.find(asked));
    const items = await this.presenter.present(documents.map(({ doc }) => shown(doc, reading)));
    return { [named]: items, next } as ListAnswer<Name, Shown>; // a computed name has no type of its own
  }

  async #see<Doc extends object>(
    { model, id, mayRead, missing }: Visible<Doc>,
    actor: Actor,
  ): Promise<{ readonly doc: Doc; readonly position: Position }> {
    const stored = await (await this.engine.readStore.live<Doc>(model)).get(id);
    if (!stored?.doc || !mayRead(stored.doc, actor)) throw missing();
    return { doc: stored.doc, position: stored.position };
  }

  #readingOf(request: FastifyRequest): Reading {
    return { actor: callerOf(request).actor, now: this.engine.clock.now() };
  }
}
