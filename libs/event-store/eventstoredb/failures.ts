import {
  AccessDeniedError,
  isCommandError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  AppendTooLarge,
  InvalidAppend,
  NotPermitted,
  StoreUnavailable,
  UnknownOutcome,
  WrongExpectedRevision,
} from '../errors.js';
import type { ExpectedRevision } from '../port.js';
import { NoAnswer } from './no-answer.js';

/** What was to be appended, as far as a failure speaks of it. */
interface Failed {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** Its size, as it was counted before it was sent. */
  readonly bytes: number;
}

/**
 * What a failed append means. Whatever is not known to have left nothing behind counts as unknown, for the same append sent
 * again finds out.
 */
export function failureOfAppend(error: unknown, { stream, expected, bytes }: Failed): Error {
  if (error instanceof WrongExpectedVersionError)
    return new WrongExpectedRevision(stream, expected, revisionIn(error.actualVersion));
  if (error instanceof MaxAppendSizeExceededError) return new AppendTooLarge(stream, bytes, error.maxAppendSize);
  if (error instanceof StreamDeletedError)
    return new InvalidAppend(`${stream} was deleted in the server and takes nothing more`, { cause: error });
  if (isDenied(error)) return denied(error);
  const message = `${stream}: ${messageOf(error)}`;
  return wasNotSent(error)
    ? new StoreUnavailable(message, { cause: error })
    : new UnknownOutcome(message, { cause: error });
}

/** What a failed read means. */
export function failureOfRead(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  return isDenied(error)
    ? denied(error)
    : new StoreUnavailable(`the events cannot be read: ${messageOf(error)}`, { cause: error });
}

/** A server whose clients must have a certificate or credentials answers in several ways. */
const isDenied = (error: unknown): boolean =>
  error instanceof AccessDeniedError ||
  (hasCode(error) && (error.code === PERMISSION_DENIED || error.code === UNAUTHENTICATED));

const denied = (cause: unknown): NotPermitted =>
  new NotPermitted(`the event store does not let this caller in: ${messageOf(cause)}`, { cause });

/** gRPC's status codes. */
const CANCELLED = 1;
const PERMISSION_DENIED = 7;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/**
 * The client finds the node and asks what it can do before it sends anything. What fails there is thrown as it comes, while
 * failures of the append itself are of the client's own classes.
 */
function wasNotSent(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof NoAnswer || isCommandError(error)) return false;
  return (hasCode(error) && error.code === UNAVAILABLE) || wasNotFound(error);
}

/** None of the nodes of a cluster answered, or could be used. */
const wasNotFound = (error: Error): boolean => error.message.startsWith('Failed to discover');

/**
 * Whether the client will fail like this for ever: it looks once for a node and asks once what the server can do, and keeps a
 * failed search, and unless the connection is gone a failed question, as the answer.
 */
export const isStuck = (error: unknown): error is Error =>
  error instanceof Error &&
  (wasNotFound(error) ||
    (hasCode(error) &&
      typeof error.code === 'number' &&
      !isCommandError(error) &&
      error.code !== UNAVAILABLE &&
      error.code !== CANCELLED));

const hasCode = (error: unknown): error is { readonly code: unknown } =>
  typeof error === 'object' && error !== null && 'code' in error;

/** Some of the client's errors have a name and no message. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.constructor.name : error.message;
}

/** Exact: a stream has fewer than 2^53 events. */
const revisionIn = (version: bigint | 'no_stream'): number | undefined =>
  version === 'no_stream' ? undefined : Number(version);
