import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers a read with its ETag, or with 304 when the caller has the same already (RFC 9110, 13.1.2). The tag is the document's
 * position and a digest of what is shown: who asks and what time it is change what is shown, at one and the same position.
 */
export function answerRead(
  request: FastifyRequest,
  reply: FastifyReply,
  body: object,
  position: string,
): string | undefined {
  const text = JSON.stringify(body);
  const etag = `"${position}.${hash('sha1', text, 'base64url').slice(0, 12)}"`;
  reply.header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'authorization');
  if (!isIn(request.headers['if-none-match'], etag)) {
    reply.header('content-type', 'application/json; charset=utf-8');
    return text;
  }
  reply.status(304);
  return undefined;
}

/** The comparison is the weak one, so a `W/` that a proxy put in front does not count. */
const isIn = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false;
