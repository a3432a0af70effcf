import type { ExpectedRevision } from './port.js';

/** The stream is not where the writer believed. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** The revision of the stream's last event; undefined when the stream does not exist. */
    readonly actual: number | undefined,
  ) {
    super(`${stream} was expected at ${expected} and is at ${actual ?? 'no-stream'}`);
  }
}

/** The append is larger than the production server takes. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';

  constructor(
    readonly stream: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`an append of ${bytes} bytes to ${stream} is over the limit of ${limit}`);
  }
}

/** The caller's arguments are out of form; the same call never succeeds. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** The store cannot be reached or is closed; nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The append may or may not have been written. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** The store does not know the caller, or does not let him do this: wrong credentials. Trying again does not help. */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
}

/** The address of a store is out of form, or names a file that is not there. Credentials in it are not repeated. */
export class InvalidAddress extends Error {
  override readonly name = 'InvalidAddress';
}
