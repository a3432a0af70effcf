import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyDoc, ANYTHING } from '../../contract/any-document.js';
import { write } from '../../contract/orders.js';
import { encodeDocument } from '../../document-json.js';
import { EmbeddedReadStore } from '../../embedded/index.js';
import { InvalidDocument } from '../../errors.js';
import type { Generation, ReadModel, ReadStore } from '../../port.js';

/**
 * A document is the same, field by field, whichever store it comes from.
 *
 * @param openMongo a store in which nothing is yet, which the caller closes.
 * @param documents of `model`, by what they are.
 */
export function alikeTests(
  openMongo: () => Promise<ReadStore>,
  model: ReadModel,
  documents: Readonly<Record<string, object>>,
): void {
  describe('a document in MongoDB and in the embedded store', () => {
    let folder: string;
    let embedded: ReadStore;
    let stores: readonly ReadStore[];

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'read-store-'));
      embedded = await EmbeddedReadStore.open(folder);
      stores = [await openMongo(), embedded];
    });

    afterEach(async () => {
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    });

    const generations = (of: ReadModel): Promise<readonly Generation[]> =>
      Promise.all(
        stores.map(async (store) => {
          await store.ensureLive(of);
          return store.live(of);
        }),
      );

    /** Both keep it or both refuse it; @returns whether they kept it. */
    async function areAlike(into: readonly Generation[], id: string, at: number, doc: object): Promise<boolean> {
      const outcomes = await Promise.all(into.map((generation) => kept(generation, id, at, doc)));
      const [mongo, other] = outcomes;
      expect(mongo).toStrictEqual(other);
      // The text shows what equality does not see: the order of the fields, and the negative zero.
      if (mongo) expect(encodeDocument(mongo)).toBe(encodeDocument(other ?? {}));
      return mongo !== undefined;
    }

    async function kept(generation: Generation, id: string, at: number, doc: object): Promise<object | undefined> {
      try {
        await generation.commit({ documents: [write(id, at, doc)] });
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidDocument);
        return undefined;
      }
      return (await generation.get(id))?.doc ?? undefined;
    }

    it.each(Object.entries(documents))('is the same: %s', async (_, doc) => {
      expect(await areAlike(await generations(model), 'a', 1, doc)).toBe(true);
    });

    it('is the same, whatever is in it', async () => {
      const anything = await generations(ANYTHING);
      let at = 0;
      await fc.assert(
        fc.asyncProperty(anyDoc, async (doc) => {
          expect(await areAlike(anything, 'a', (at += 1), doc)).toBe(true);
        }),
        { numRuns: 200 },
      );
    });

    it('is refused by both when one refuses it', async () => {
      const anything = await generations(ANYTHING);
      const anyValue = fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withSparseArray: true,
        values: [fc.string({ unit: 'binary' }), fc.double(), fc.constantFrom('\ud800', 'a\udfff', '$n1', Symbol('s'))],
      });
      const counts = { kept: 0, refused: 0 };
      let at = 0;
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string(), anyValue, { maxKeys: 3, noNullPrototype: true }), async (doc) => {
          counts[(await areAlike(anything, 'a', (at += 1), doc)) ? 'kept' : 'refused'] += 1;
        }),
        { numRuns: 200 },
      );
      expect(Math.min(counts.kept, counts.refused)).toBeGreaterThan(10);
    });
  });
}
