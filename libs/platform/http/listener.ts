import type { Position, RecordedEvent } from '#kernel';
import type { LiveSource } from './live.js';

/** Somebody who follows a page: remembers the last change of it until he has time for it. */
export class Listener {
  #changedAt: Position | undefined;
  #wake: (() => void) | undefined;

  constructor(readonly source: LiveSource) {}

  hear(event: RecordedEvent): void {
    if (!this.#isConcernedBy(event)) return;
    this.#changedAt = event.position;
    this.wake();
  }

  /** Lets who waits look whether there is a change, or an end. */
  wake(): void {
    this.#wake?.();
  }

  /** The position of the last change since it was asked for the last time; waits for one. @throws when the signal aborts. */
  async changed(signal: AbortSignal): Promise<Position> {
    for (;;) {
      signal.throwIfAborted();
      const changedAt = this.#changedAt;
      if (changedAt !== undefined) {
        this.#changedAt = undefined;
        return changedAt;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** An event without the ids of its documents belongs to none; the read model parks it. */
  #isConcernedBy(event: RecordedEvent): boolean {
    return this.source.models.some((model) => {
      if (!model.types.includes(event.type)) return false;
      try {
        return this.source.concerns(model, model.keys(event));
      } catch {
        return false;
      }
    });
  }
}
