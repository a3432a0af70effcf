import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UNSUPPORTED_MEDIA_TYPE } from '../problem/known-failures.js';
import { Problem } from '../problem/problem.js';

/** So much at the most of what is sent after the answer is read, so that the sender gets to see it. */
const DRAIN_MS = 10_000;
/** A sender that says nothing for so long is gone. */
const SILENCE_MS = 60_000;

const STREAMED = { streamed: true } as const;

/** A route whose body is content of any type, taken as it comes: see `uploadIn`. */
export const TakesUpload = (): MethodDecorator => applyDecorators(RouteConfig(STREAMED));

/** True for a request to such a route. */
export const isUpload = ({ routeOptions }: FastifyRequest): boolean => 'streamed' in routeOptions.config;

/** Hands the body of an upload on unread, whatever its type; every other route still takes JSON only. */
export function takeUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('*', (request, payload, done) =>
    isUpload(request) ? done(null, payload) : done(new Problem(UNSUPPORTED_MEDIA_TYPE)),
  );
  // One that was answered before its end would keep its connection for ever: nobody reads on.
  fastify.addHook('onResponse', (request, _reply, done) => {
    if (isUpload(request) && !request.raw.readableEnded) drain(request.raw);
    done();
  });
}

function drain(request: FastifyRequest['raw']): void {
  const cutOff = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.once('close', () => clearTimeout(cutOff)).resume();
}

/** Content on its way in: its first bytes, by which its type can be told, and all of it. */
export interface Upload {
  /** As the sender says, without parameters, in lower case. */
  readonly declaredType: string;
  /** Up to so many bytes as were asked for. */
  readonly head: Uint8Array;
  /** To be taken once, the head included. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** @throws Problem 413 when it is said to be larger, 415 when it is no body of an upload; `content` throws one when it breaks off. */
export async function uploadIn(request: FastifyRequest, maxBytes: number, headBytes: number): Promise<Upload> {
  const { body, headers, raw } = request;
  if (!(body instanceof Readable)) throw new Problem(UNSUPPORTED_MEDIA_TYPE);
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  // A request from within the process has no connection, and its whole body already.
  if (raw instanceof IncomingMessage) raw.setTimeout(SILENCE_MS, () => raw.destroy());
  const pieces = piecesOf(body);
  const first: Buffer[] = [];
  let length = 0;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    first.push(next.value);
    length += next.value.length;
    if (length >= headBytes) break;
  }
  const [declaredType = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  return {
    declaredType: declaredType.trim(),
    head: Buffer.concat(first).subarray(0, headBytes),
    content: all(first, pieces),
  };
}

export const tooLarge = (maxBytes: number): Problem =>
  new Problem({ status: 413, code: 'too-large', detail: `At most ${maxBytes} bytes are taken.`, facts: { maxBytes } });

/** The connection stays when the reader stops: an answer is still to go over it. */
async function* piecesOf(body: Readable): AsyncGenerator<Buffer, void> {
  try {
    // The stream gives nothing but buffers: no encoding was set.
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch {
    throw new Problem({ status: 400, code: 'upload-broken-off', detail: 'The content did not come to its end.' });
  }
}

async function* all(first: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, void> {
  yield* first;
  yield* rest;
}
