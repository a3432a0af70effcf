import { setTimeout as sleep } from 'node:timers/promises';
import { bodyText, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER, type Callback } from '#payment-provider';
import type { Log } from '#runtime';
import type { SimulatedProvider } from './provider.js';

const LOOK_EVERY_MS = 100;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_ANSWER_MS = 10_000;

/** Tells the platform what is due, in order, until it says that it has it. What cannot be told now is told again later. */
export class Callbacks {
  constructor(
    private readonly provider: SimulatedProvider,
    private readonly target: { readonly url: string; readonly secret: string },
    private readonly log: Log,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const done = await this.#tellAll(signal);
      pause = done ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      await sleep(done ? LOOK_EVERY_MS : pause, undefined, { signal }).catch(() => undefined); // stopped while pausing
    }
  }

  /** @returns whether nothing that is due is left. */
  async #tellAll(signal: AbortSignal): Promise<boolean> {
    for (const { callback, times } of this.provider.due()) {
      for (let time = 0; time < times; time++) if (signal.aborted || !(await this.#tell(callback))) return false;
      await this.provider.delivered(callback.eventId);
    }
    return true;
  }

  async #tell(callback: Callback): Promise<boolean> {
    const { url, secret } = this.target;
    const body = bodyText(withoutNulls(callback));
    const { timestamp, signature } = sign(secret, body, Date.now());
    const headers = {
      'content-type': 'application/json',
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signature,
    };
    try {
      const signal = AbortSignal.timeout(LONGEST_ANSWER_MS);
      const { status } = await fetch(url, { method: 'POST', headers, body, signal });
      // A conflict is the platform's last word: telling it again would not mend it.
      if (status < 300 || status === 409) return true;
      this.log.warn('a callback was not taken', { event: callback.eventId, status });
    } catch (error) {
      this.log.info('a callback could not be sent', { event: callback.eventId, error: String(error) });
    }
    return false;
  }
}

/** The platform takes a member or none, and no null. */
function withoutNulls(callback: Callback): object {
  const { payment, ...rest } = callback;
  if (payment === undefined) return rest;
  return { ...rest, payment: Object.fromEntries(Object.entries(payment).filter(([, value]) => value !== null)) };
}
