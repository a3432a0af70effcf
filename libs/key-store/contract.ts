import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { KeyStore } from './port.js';

export interface KeyStoreFixture {
  /** Another client of the same keys, as another process would have. */
  readonly open: () => Promise<KeyStore>;
  readonly remove: () => Promise<void>;
}

/** What every key store promises, whatever it is made of. */
export function keyStoreContract(adapter: string, setUp: () => Promise<KeyStoreFixture>): void {
  describe(`${adapter} as a key store`, () => {
    let fixture: KeyStoreFixture;
    let store: KeyStore;
    const make = (): Uint8Array => new Uint8Array(randomBytes(32));

    beforeEach(async () => {
      fixture = await setUp();
      store = await fixture.open();
    });
    afterEach(() => fixture.remove());

    it('makes a key the first time and gives the same one ever after', async () => {
      const first = await store.obtain('command-digest', make);
      expect(first).toHaveLength(32);
      expect(await store.obtain('command-digest', make)).toEqual(first);
      expect(await (await fixture.open()).obtain('command-digest', make)).toEqual(first);
    });

    it('gives everyone who asks at the same time the same key', async () => {
      const clients = await Promise.all(Array.from({ length: 20 }, () => fixture.open()));
      const keys = await Promise.all(clients.map((client) => client.obtain('raced', make)));
      expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    });

    it('keeps keys of different names apart', async () => {
      expect(await store.obtain('a', make)).not.toEqual(await store.obtain('b', make));
    });

    it('finds only what was made', async () => {
      expect(await store.find('subject-1')).toBeUndefined();
      const key = await store.obtain('subject-1', make);
      expect(await store.find('subject-1')).toEqual(key);
    });

    it('destroys a key for good, and another obtain makes another one', async () => {
      const first = await store.obtain('subject-1', make);
      await store.destroy('subject-1');
      await store.destroy('subject-1');
      expect(await store.find('subject-1')).toBeUndefined();
      expect(await store.obtain('subject-1', make)).not.toEqual(first);
    });

    it('can be closed more than once, and the keys stay', async () => {
      const key = await store.obtain('subject-1', make);
      await store.close();
      await store.close();
      expect(await (await fixture.open()).find('subject-1')).toEqual(key);
    });

    it.each(['', '../events', 'Upper', 'a/b', 'a.b', '-a', 'a'.repeat(101)])('refuses the name %j', async (name) => {
      await expect(store.obtain(name, make)).rejects.toThrow(RangeError);
    });
  });
}
