import { least } from './figures.js';

/** What one order has taken of its supplier's limit. */
export interface Taken {
  readonly granted: bigint;
  /** From then on nothing of it is reserved. */
  readonly freeFrom: number;
  /** Refunds have consumed so much of it, for good unless it is restored. */
  consumed: bigint;
  restoredFrom: number | null;
}

/** The limit of one supplier, from one order to the next. Moments are milliseconds, amounts cents. */
export class GuaranteeLine {
  readonly #limit: bigint;
  readonly #taken: Taken[] = [];

  constructor(limit: bigint) {
    this.#limit = limit;
  }

  /** What is granted of what an order asks for. */
  reserve(asked: bigint, at: number, freeFrom: number): Taken {
    const taken: Taken = { granted: least(asked, this.remaining(at)), freeFrom, consumed: 0n, restoredFrom: null };
    this.#taken.push(taken);
    return taken;
  }

  remaining(at: number): bigint {
    return this.#taken.reduce((left, { granted, freeFrom, consumed, restoredFrom }) => {
      const reserved = at < freeFrom ? granted - consumed : 0n;
      const restored = restoredFrom !== null && at > restoredFrom ? consumed : 0n;
      return left - reserved - consumed + restored;
    }, this.#limit);
  }
}
