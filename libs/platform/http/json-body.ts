import type { FastifyInstance } from 'fastify';
import { MALFORMED, UNSUPPORTED_MEDIA_TYPE } from '../problem/known-failures.js';
import { Problem } from '../problem/problem.js';
import { keepRawBody } from './raw-body.js';

/** Deeper than any body that means something, and far from where recursive code runs out of stack. */
const MAX_DEPTH = 32;

/**
 * Takes bodies in one form only: `application/json` in UTF-8, as RFC 8259 has it. What is no UTF-8 is refused, not repaired, for
 * what is stored must be what was sent.
 */
export function takeJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(request.headers['content-type'] ?? '')) {
      done(new Problem(UNSUPPORTED_MEDIA_TYPE));
      return;
    }
    const text = textOf(body);
    if (text === undefined) {
      done(new Problem(MALFORMED));
      return;
    }
    keepRawBody(request, text);
    void parse(request, text, (error, value: unknown) =>
      error === null && isDeeperThan(MAX_DEPTH, value) ? done(new Problem(MALFORMED)) : done(error, value),
    );
  });
}

function isUtf8(contentType: string): boolean {
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]+)/i.exec(contentType) ?? [];
  return /^utf-?8$/i.test(charset);
}

function textOf(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Level by level, without recursion. */
function isDeeperThan(depth: number, value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let at = 0; at <= depth; at++) {
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
