import type { Position } from '#kernel';
import type { StoredEvent } from '#event-store';
import { orderStatus, type OrderStatusDoc } from '#read-models';
import { recorded } from '#runtime';

/** Documents that stay in memory, by their ids. */
export type Documents = Map<string, OrderStatusDoc | null>;

/**
 * Folds events by the order-status projection, with nothing around it.
 *
 * @returns the ids of the documents that changed, with the position of the newest event of each.
 */
export function fold(events: Iterable<StoredEvent>, documents: Documents): ReadonlyMap<string, Position> {
  const changed = new Map<string, Position>();
  for (const stored of events) {
    if (!orderStatus.types.includes(stored.type)) continue;
    const event = recorded(stored);
    for (const key of orderStatus.keys(event)) {
      documents.set(key, orderStatus.project(documents.get(key) ?? null, event, key));
      changed.set(key, event.position);
    }
  }
  return changed;
}
