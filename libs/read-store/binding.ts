import type { Position } from '#kernel';
import { ReadStoreMismatch } from './errors.js';

/** A read store as an operator knows it: "the read models in …", and what he does to build them anew. */
export interface StorePlace {
  /** As in "the read models in /data/read". */
  readonly name: string;
  /** As in "delete the folder". */
  readonly remedy: string;
}

/** What has digested events, and up to where. */
export type Reached = readonly [what: string, checkpoint: Position];

/** @throws ReadStoreMismatch with one line that says what to do. */
export function checkIdentity({ name, remedy }: StorePlace, recorded: string, given: string): void {
  if (recorded === given) return;
  throw new ReadStoreMismatch(
    `the read models in ${name} were built from event store ${recorded}, but this is event store ` +
      `${given}: correct the settings, or ${remedy} to build them anew`,
  );
}

/**
 * @param askHead is asked only now, when `reached` has been read: other processes go on meanwhile, and a head from before would
 * be behind what they have digested since.
 * @throws ReadStoreMismatch with one line that says what to do.
 */
export async function checkHead(
  { name, remedy }: StorePlace,
  reached: readonly Reached[],
  askHead: () => Promise<Position>,
): Promise<void> {
  const head = await askHead();
  const ahead = reached.find(([, checkpoint]) => checkpoint > head);
  if (ahead === undefined) return;
  throw new ReadStoreMismatch(
    `${ahead[0]} in ${name} has digested events up to position ${ahead[1]}, but the event store ends at ${head}: ` +
      `it seems to be restored from an older backup; ${remedy} to build the read models anew`,
  );
}
