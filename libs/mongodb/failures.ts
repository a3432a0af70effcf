import {
  BSON,
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  type WriteError,
} from 'mongodb';
import type { Service } from './service.js';

const DUPLICATE_KEY = 11_000;
const MISSING_CODES: ReadonlySet<unknown> = new Set([26, 27]); // a collection, an index

/**
 * What MongoDB says while a primary dies, steps down or comes up: another attempt, on the next primary, may do.
 * The codes of its specification of retryable reads and writes.
 */
const TRANSIENT_CODES: ReadonlySet<unknown> = new Set([
  6, 7, 89, 91, 134, 189, 262, 9_001, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/** True when the same command may succeed in a moment. It may also have been executed already. */
export function isTransient(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause instanceof MongoServerSelectionError) return false; // the driver has waited already
  if (cause instanceof MongoNetworkError) return true;
  if (cause instanceof MongoError && cause.hasErrorLabel('RetryableWriteError')) return true;
  if (cause instanceof MongoBulkWriteError) return complaintsIn(cause).every(({ code }) => TRANSIENT_CODES.has(code));
  return cause instanceof MongoServerError && TRANSIENT_CODES.has(cause.code);
}

export const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === DUPLICATE_KEY;

/** The collection or the index that was to be dropped or listed is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof MongoServerError && MISSING_CODES.has(error.code);

/** The operations of a bulk write that found their id taken. Throws the error when anything else went wrong. */
export function duplicatesIn(error: unknown): readonly number[] {
  const cause = causeOf(error);
  if (!(cause instanceof MongoBulkWriteError) || complaintsIn(cause).length > 0) throw error;
  return writeErrorsOf(cause).map(({ index }) => index);
}

/** What an error of the driver means to who calls the port; every other error stays what it is. */
export function asUnavailable(error: unknown, service: Service): unknown {
  const cause = causeOf(error);
  const isOfDriver = cause instanceof MongoError || cause instanceof BSON.BSONError;
  if (!isOfDriver) return cause;
  const [complaint] = cause instanceof MongoBulkWriteError ? complaintsIn(cause) : [];
  const reason = complaint?.errmsg ?? cause.message;
  return new service.unavailable(`the ${service.name} is out of reach: ${reason}`, { cause: reduced(cause, reason) });
}

/** A bulk write that could not be sent has the driver's error inside. */
const causeOf = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error;

interface Complaint {
  readonly code?: unknown;
  readonly errmsg?: string | undefined;
}

/** What is wrong with a bulk write apart from ids that are taken. */
function complaintsIn(error: MongoBulkWriteError): readonly Complaint[] {
  const writeErrors = writeErrorsOf(error);
  const concern = error.result.getWriteConcernError();
  const others: Complaint[] = writeErrors.filter(({ code }) => code !== DUPLICATE_KEY);
  if (concern !== undefined) others.push(concern);
  if (writeErrors.length === 0 && concern === undefined) others.push({ code: error.code, errmsg: error.message });
  return others;
}

const writeErrorsOf = ({ writeErrors }: MongoBulkWriteError): readonly WriteError[] => [writeErrors].flat();

/** Without what the driver hangs on its errors: commands, with the documents in them. */
function reduced({ name, stack }: Error, message: string): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
