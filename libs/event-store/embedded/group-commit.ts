import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommitFailed, DatabaseBusy, inWriteTransaction, messageOf, type Connection } from '#embedded';
import type { CheckedAppend } from '../check.js';
import { StoreUnavailable, UnknownOutcome, WrongExpectedRevision } from '../errors.js';
import type { Appended } from '../port.js';

/** What happens within the transaction of a group. */
export interface GroupWriter {
  /** Called first in every transaction. */
  begin(): void;
  /** A conflict is a result; what throws breaks the transaction. */
  write(append: CheckedAppend): Appended | WrongExpectedRevision;
  /** Called after each commit. */
  committed(): void;
}

interface Waiting {
  readonly append: CheckedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

// A group holds the event loop for as long as it is written, so it is bounded: about 10 ms of small appends.
const MAX_GROUP_APPENDS = 256;
const MAX_GROUP_CHARACTERS = 2 * 1024 * 1024;

/**
 * Group commit: the appends that arrive while one turn of the event loop is pending share one transaction, and with it one sync of the
 * disk, yet each succeeds or conflicts by itself.
 */
export class GroupCommit {
  readonly #db: Connection;
  readonly #writer: GroupWriter;
  readonly #queue: Waiting[] = [];
  #work: Promise<void> | undefined;

  constructor(db: Connection, writer: GroupWriter) {
    this.#db = db;
    this.#writer = writer;
  }

  /** @throws WrongExpectedRevision, StoreUnavailable, UnknownOutcome */
  append(append: CheckedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ append, resolve, reject });
      this.#work ??= this.#workOff();
    });
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#work;
  }

  async #workOff(): Promise<void> {
    while (this.#queue.length > 0) {
      await nextTurn();
      await this.#commitGroup();
    }
    this.#work = undefined;
  }

  async #commitGroup(): Promise<void> {
    let group: readonly Waiting[] | undefined;
    try {
      // The group is taken when the lock is there: what came in while another process had it goes along.
      await this.#commit(() => (group = this.#takeGroup()));
    } catch (error) {
      if (error instanceof CommitFailed || group?.length === 1) fail(group ?? [], error);
      else if (group === undefined) fail(this.#queue.splice(0), error);
      else await this.#commitOneByOne(group);
    }
  }

  /** One of the group made the whole of it fail. Alone, it fails alone. */
  async #commitOneByOne(group: readonly Waiting[]): Promise<void> {
    for (const [index, waiting] of group.entries()) {
      try {
        await this.#commit(() => [waiting]);
      } catch (error) {
        const lockNotGot = error instanceof DatabaseBusy; // the others would wait as long again, one after another
        fail(lockNotGot ? group.slice(index) : [waiting], error);
        if (lockNotGot) return;
      }
    }
  }

  async #commit(take: () => readonly Waiting[]): Promise<void> {
    const settled = await inWriteTransaction(this.#db, () => {
      this.#writer.begin();
      return take().map((waiting) => ({ waiting, result: this.#writer.write(waiting.append) }));
    });
    this.#writer.committed();
    for (const { waiting, result } of settled)
      if (result instanceof WrongExpectedRevision) waiting.reject(result);
      else waiting.resolve(result);
  }

  #takeGroup(): readonly Waiting[] {
    let characters = 0;
    let count = 0;
    for (const { append } of this.#queue) {
      characters += append.characters;
      if (count > 0 && (count === MAX_GROUP_APPENDS || characters > MAX_GROUP_CHARACTERS)) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }
}

/** Anything but a failed commit means that nothing was written. */
function fail(group: readonly Waiting[], cause: unknown): void {
  for (const { append, reject } of group)
    reject(
      cause instanceof CommitFailed
        ? new UnknownOutcome(`${append.stream}: ${cause.message}`, { cause })
        : new StoreUnavailable(`${append.stream}: nothing was written: ${messageOf(cause)}`, { cause }),
    );
}
