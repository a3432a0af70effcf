import { randomUUID } from 'node:crypto';
import { type Connection, isInserted, pause } from '#mongodb';
import { ReadStoreUnavailable } from '../errors.js';
import { checkNotLive, liveOf, needsSwap, nextGeneration } from '../generations.js';
import type { GenerationInfo } from '../port.js';
import { READ_MODELS, type StoredGeneration, type StoredModel } from './collections.js';

/** Many processes that start at once outrun each other a few times, hardly ever so often. */
const MAX_ATTEMPTS = 40;

interface Change<T> {
  /** Undefined when nothing has to be changed. */
  readonly generations: readonly StoredGeneration[] | undefined;
  readonly next?: number;
  readonly result: T;
}

/**
 * Which generations there are and which of them is live: a document for each read model, replaced by compare-and-set. It is
 * read as a majority has it, so that no change is made from a state that a fail-over undoes.
 */
export class Catalogue {
  constructor(private readonly connection: Connection) {}

  /** By number; `next` is the number that comes next, and all below it that are missing were dropped. */
  async generations(model: string): Promise<{ readonly present: readonly GenerationInfo[]; readonly next: number }> {
    const stored = await this.#read(model);
    return { present: infosOf(stored), next: stored.next };
  }

  /** Of all read models. */
  async all(): Promise<readonly GenerationInfo[]> {
    return (await this.models()).flatMap(infosOf);
  }

  models(): Promise<readonly StoredModel[]> {
    return this.connection.step((db) =>
      db.collection<StoredModel>(READ_MODELS, { readConcern: 'majority' }).find().toArray(),
    );
  }

  /** @throws GenerationExists when one is building. */
  create(model: string, version: number): Promise<GenerationInfo> {
    const madeBy = randomUUID();
    return this.#change(model, (stored) => made(stored, madeBy) ?? creation(stored, version, madeBy));
  }

  ensureLive(model: string, version: number): Promise<GenerationInfo> {
    return this.#change(model, (stored) => {
      const live = liveOf(infosOf(stored));
      return live === undefined ? creation(stored, version, randomUUID()) : { generations: undefined, result: live };
    });
  }

  /** @throws NoSuchGeneration when it is neither building nor live. */
  swap(model: string, number: number, retireAt: number): Promise<void> {
    return this.#change(model, (stored) => {
      if (!needsSwap({ model, number }, infosOf(stored))) return { generations: undefined, result: undefined };
      const generations = stored.generations.map((each): StoredGeneration => {
        if (each.number === number) return { ...each, status: 'live' };
        return each.status === 'live' ? { ...each, status: 'retiring', retireAt } : each;
      });
      return { generations, result: undefined };
    });
  }

  /** @throws GenerationIsLive */
  drop(model: string, number: number): Promise<void> {
    return this.#change(model, (stored) => {
      checkNotLive({ model, number }, infosOf(stored));
      const rest = stored.generations.filter((each) => each.number !== number);
      return { generations: rest.length < stored.generations.length ? rest : undefined, result: undefined };
    });
  }

  async #change<T>(model: string, decide: (stored: StoredModel) => Change<T>): Promise<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const stored = await this.#read(model);
      const { generations, next = stored.next, result } = decide(stored);
      if (generations === undefined) return result;
      if (await this.#replace(stored, { _id: model, revision: stored.revision + 1, next, generations })) return result;
      await pause(attempt);
    }
    throw new ReadStoreUnavailable(`the generations of ${model} are being changed by others all the time`);
  }

  async #read(model: string): Promise<StoredModel> {
    const stored = await this.connection.step((db) =>
      db.collection<StoredModel>(READ_MODELS, { readConcern: 'majority' }).findOne({ _id: model }),
    );
    return stored ?? { _id: model, revision: 0, next: 1, generations: [] };
  }

  /** @returns false when something else is stored by now; also when a repeat finds what the first attempt has written. */
  #replace(expected: StoredModel, changed: StoredModel): Promise<boolean> {
    return this.connection.step(async (db) => {
      const models = db.collection<StoredModel>(READ_MODELS);
      const { _id, revision } = expected;
      if (revision > 0) return (await models.replaceOne({ _id, revision }, changed)).matchedCount === 1;
      return isInserted(() => models.insertOne(changed));
    });
  }
}

/** What this very call has made already, when its answer was lost. */
function made(stored: StoredModel, madeBy: string): Change<GenerationInfo> | undefined {
  const generation = stored.generations.find((each) => each.madeBy === madeBy);
  return generation && { generations: undefined, result: infoOf(stored._id, generation) };
}

/** @throws GenerationExists when one is building. */
function creation(stored: StoredModel, version: number, madeBy: string): Change<GenerationInfo> {
  const result = nextGeneration(stored._id, version, stored.next, infosOf(stored));
  const { number, status } = result;
  return { generations: [...stored.generations, { number, status, version, madeBy }], next: number + 1, result };
}

const infosOf = ({ _id, generations }: StoredModel): readonly GenerationInfo[] =>
  generations.map((each) => infoOf(_id, each));

function infoOf(model: string, { number, status, version, retireAt }: StoredGeneration): GenerationInfo {
  return { model, number, status, version, ...(retireAt !== undefined && { retireAt }) };
}
