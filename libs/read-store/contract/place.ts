import { afterEach, beforeEach } from '@jest/globals';
import type { ReadStore } from '../port.js';

/** Where read models are kept: a folder, a database. Every store that is opened there shows the same. */
export interface Place {
  open(): Promise<ReadStore>;
  /** Removes everything; all stores are closed by then. */
  remove(): Promise<void>;
}

/** The place of the running test, and the store that most tests need no more than. */
export interface FreshPlace {
  readonly store: ReadStore;
  /** A further store on the same place, as another process would have. */
  another(): Promise<ReadStore>;
}

export function inFreshPlace(newPlace: () => Promise<Place>): FreshPlace {
  let place: Place | undefined;
  let stores: ReadStore[] = [];

  const another = async (): Promise<ReadStore> => {
    if (place === undefined) throw new Error('there is a place only while a test runs');
    const store = await place.open();
    stores.push(store);
    return store;
  };

  beforeEach(async () => {
    place = await newPlace();
    await another();
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    await place?.remove();
  });

  return {
    another,
    get store(): ReadStore {
      const [first] = stores;
      if (first === undefined) throw new Error('there is a store only while a test runs');
      return first;
    },
  };
}
