import { randomBytes } from 'node:crypto';
import type { EventStore } from '#event-store';
import { KeyStoreUnusable, type KeyStore } from '#key-store';

const DIGEST_KEY = 'command-digest';
const KEY_BYTES = 32;

/**
 * The key under which repeated commands are recognised. It is older than the first event: where there are events and no key, it was
 * lost or another one is in use, and a new one would take every honest repeat for a misuse of its id.
 */
export async function digestKeyOf(keyStore: KeyStore, eventStore: EventStore): Promise<Uint8Array> {
  if ((await hasEvents(eventStore)) && (await keyStore.find(DIGEST_KEY)) === undefined)
    throw new KeyStoreUnusable(
      `there are events, but their key ${DIGEST_KEY} is missing: restore the keys from a backup`,
    );
  return keyStore.obtain(DIGEST_KEY, () => new Uint8Array(randomBytes(KEY_BYTES)));
}

/** Not by the head, for a server's own events count there. */
async function hasEvents(eventStore: EventStore): Promise<boolean> {
  for await (const events of eventStore.readAll({ limit: 1 })) return events.length > 0;
  return false;
}
