import { HttpException } from '@nestjs/common';
import { BlobStoreUnusable } from '#blob-store';
import { AppendTooLarge, NotPermitted, StoreUnavailable } from '#event-store';
import { KeyStoreUnusable } from '#key-store';
import { ReadStoreUnavailable } from '#read-store';
import { CommandIdReused, OutcomeUnknown, RevisionMismatch, TooMuchContention } from '#runtime';
import { TokenRefused } from '../auth/tokens.js';
import { Problem, type ProblemDetails } from './problem.js';

const RETRY_AFTER_S = 1;

/** What a request failed with, as the caller may know it; undefined when nobody foresaw it. */
export function knownFailure(error: unknown): ProblemDetails | undefined {
  if (error instanceof Problem) return error.details;
  if (error instanceof TokenRefused) return unauthenticated(error.code, `${error.message}.`);
  if (error instanceof CommandIdReused)
    return {
      status: 422,
      code: 'idempotency-key-reused',
      detail: 'The Idempotency-Key was used before for another request.',
    };
  if (error instanceof RevisionMismatch)
    return {
      status: 412,
      code: 'revision-mismatch',
      detail: mismatch(error),
      facts: { expected: error.expected, actual: error.actual },
    };
  if (error instanceof OutcomeUnknown)
    return retry('outcome-unknown', 'It is not known whether this was recorded. Send the same request again.');
  if (error instanceof TooMuchContention)
    return retry('too-much-contention', 'Others were faster too often. Nothing was recorded.');
  if (error instanceof StoreUnavailable || error instanceof NotPermitted || error instanceof ReadStoreUnavailable)
    return retry('store-unavailable', 'The store cannot be reached. Nothing was recorded.');
  if (error instanceof KeyStoreUnusable)
    return retry('keys-unavailable', 'The keys cannot be reached. Nothing was recorded.');
  if (error instanceof BlobStoreUnusable)
    return retry('documents-unavailable', 'The content of documents cannot be reached. Nothing was recorded.');
  if (error instanceof AppendTooLarge)
    return {
      status: 413,
      code: 'too-large',
      detail: `This would record ${error.bytes} bytes, and ${error.limit} is the most.`,
    };
  return ofFramework(error);
}

const mismatch = ({ expected, actual }: RevisionMismatch): string =>
  actual < 0
    ? 'There is none that If-Match could be about.'
    : `It is at revision ${actual}, not at ${expected} as If-Match says.`;

export const unauthenticated = (code: string, detail: string): ProblemDetails => ({
  status: 401,
  code,
  detail,
  headers: { 'www-authenticate': 'Bearer' }, // RFC 6750
});

const retry = (code: string, detail: string): ProblemDetails => ({
  status: 503,
  code,
  detail,
  retryAfter: RETRY_AFTER_S,
});

export const UNSUPPORTED_MEDIA_TYPE: ProblemDetails = {
  status: 415,
  code: 'unsupported-media-type',
  detail: 'Bodies are application/json, in UTF-8.',
};

const NO_SUCH_ROUTE: ProblemDetails = {
  status: 404,
  code: 'no-such-route',
  detail: 'There is nothing at this path for this method.',
};

const OF_FRAMEWORK: readonly ProblemDetails[] = [
  NO_SUCH_ROUTE,
  { status: 413, code: 'too-large', detail: 'The body is larger than this server takes.' },
  { status: 414, code: 'too-large', detail: 'The path is longer than this server takes.' },
  UNSUPPORTED_MEDIA_TYPE,
  { status: 503, code: 'shutting-down', detail: 'This server is stopping.' },
];

export const MALFORMED: ProblemDetails = {
  status: 400,
  code: 'malformed-request',
  detail: 'The request cannot be read: its body is no JSON, or its path is out of form.',
};

/** What Nest or Fastify refuse before a handler of ours is reached, by its status. */
function ofFramework(error: unknown): ProblemDetails | undefined {
  const status = error instanceof HttpException ? error.getStatus() : statusIn(error);
  if (status === 400) return MALFORMED;
  if (status === 403) return NO_SUCH_ROUTE; // a path that leads out of the folder of the API reference
  return OF_FRAMEWORK.find((each) => each.status === status);
}

const statusIn = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
