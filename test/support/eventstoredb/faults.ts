import type { ServiceError } from './refusals.js';

/** What a server is asked for. */
export type Kind = 'capabilities' | 'gossip' | 'append' | 'readStream' | 'readAll' | 'subscribe';

export type Fault =
  /** Neither done nor answered. */
  | 'silence'
  /** Done and not answered. */
  | 'silence after it is done'
  /** The connections are cut instead. */
  | 'cut'
  /** Done, then the connections are cut instead of an answer. */
  | 'cut after it is done'
  /** Done, and answered when `release` is called. */
  | 'answer held'
  /** An append is answered without its position. */
  | 'no position'
  /** Refused with an error; of appends in a batch, all that are under way in it are. */
  | ServiceError
  /** One append of a batch is refused. */
  | AppendRefusal;

/** As the server tells it within a batch. */
export interface AppendRefusal {
  readonly append: 'timeout' | 'not-ready' | 'access-denied' | 'too-large' | 'stream-deleted' | 'unknown';
}

/** What goes wrong from now on, by what is asked. */
export class Faults {
  readonly #due = new Map<Kind, { readonly fault: Fault; left: number }>();

  /** @param times then all is well again. */
  set(kind: Kind, fault: Fault, times = Infinity): void {
    this.#due.set(kind, { fault, left: times });
  }

  clear(): void {
    this.#due.clear();
  }

  take(kind: Kind): Fault | undefined {
    const due = this.#due.get(kind);
    if (due === undefined || due.left <= 0) return undefined;
    due.left -= 1;
    return due.fault;
  }
}

export const isAppendRefusal = (fault: Fault | undefined): fault is AppendRefusal =>
  typeof fault === 'object' && 'append' in fault;

export const isServiceError = (fault: Fault | undefined): fault is ServiceError =>
  typeof fault === 'object' && 'code' in fault;
