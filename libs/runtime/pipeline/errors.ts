import type { ExpectedMatch } from './envelope.js';

/** The command id was used before for another content or another stream's command. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';

  constructor(readonly commandId: string) {
    super(`command ${commandId} was sent before with another content`);
  }
}

/** The caller's `ifMatch` is not where the stream is. */
export class RevisionMismatch extends Error {
  override readonly name = 'RevisionMismatch';

  constructor(
    readonly stream: string,
    readonly expected: ExpectedMatch,
    /** -1 when there is no such stream. */
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, not ${expected}`);
  }
}

/** It may have been written or not. The same command under the same id finds out. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** Other writers were faster too many times in a row; nothing was written. */
export class TooMuchContention extends Error {
  override readonly name = 'TooMuchContention';
}

/** The stream holds an event that this version of the software does not know; it cannot decide on top of it. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';

  constructor(stream: string, revision: number, type: string) {
    super(`${stream}@${revision} is a ${type}, which this version does not know`);
  }
}

/** A decider made an event that its own catalogue does not allow: a defect, found before anything is written. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}
