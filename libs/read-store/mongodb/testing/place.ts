import { afterEach, beforeEach } from '@jest/globals';
import { Peer } from '#mongodb/testing';
import type { ReadStoreLog } from '../log.js';
import { MongoReadStore, type MongoReadStoreOptions } from '../mongo-read-store.js';

/** Short, so that a test that waits for one is quick. */
export const TIMEOUTS = { selectionMs: 800, commandMs: 400, patienceMs: 1_500 };

interface Warning {
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
}

/** What the stores of a test have warned of. */
export class Warnings implements ReadStoreLog {
  readonly all: Warning[] = [];

  warn(message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.all.push({ message, facts });
  }
}

export interface PeerPlace {
  readonly peer: Peer;
  readonly warnings: Warnings;
  /** @param credentials `name:password@` */
  open(options?: MongoReadStoreOptions & { readonly credentials?: string }): Promise<MongoReadStore>;
}

/** A peer of its own for each test, and stores on it that are closed afterwards. */
export function onPeer(): PeerPlace {
  let present: { readonly peer: Peer; readonly warnings: Warnings; readonly stores: MongoReadStore[] } | undefined;
  const now = (): NonNullable<typeof present> => {
    if (present === undefined) throw new Error('there is a peer only while a test runs');
    return present;
  };

  beforeEach(async () => {
    present = { peer: await Peer.start(), warnings: new Warnings(), stores: [] };
  });

  afterEach(async () => {
    await Promise.all(now().stores.map((store) => store.close()));
    await now().peer.stop();
  });

  return {
    get peer(): Peer {
      return now().peer;
    },
    get warnings(): Warnings {
      return now().warnings;
    },
    async open({ credentials = '', ...options } = {}): Promise<MongoReadStore> {
      const { peer, warnings, stores } = now();
      const url = `mongodb://${credentials}${peer.address}/shop?directConnection=true`;
      const store = await MongoReadStore.open(url, { log: warnings, timeouts: TIMEOUTS, ...options });
      stores.push(store);
      return store;
    },
  };
}
