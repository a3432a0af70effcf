import { least } from './figures.js';

/** What one order has taken of its supplier's limit. */
interface Taken {
  readonly granted: bigint;
  /** From then on nothing of it is reserved. */
  readonly freeFrom: number;
}

/** The limit of one supplier, from one order to the next. Moments are milliseconds, amounts cents. */
export class GuaranteeLine {
  readonly #limit: bigint;
  readonly #taken: Taken[] = [];

  constructor(limit: bigint) {
    this.#limit = limit;
  }

  /** @returns what is granted of what an order asks for. */
  reserve(asked: bigint, at: number, freeFrom: number): bigint {
    const granted = least(asked, this.remaining(at));
    this.#taken.push({ granted, freeFrom });
    return granted;
  }

  remaining(at: number): bigint {
    return this.#taken.reduce((left, { granted, freeFrom }) => (at < freeFrom ? left - granted : left), this.#limit);
  }
}
