import { describe } from '@jest/globals';
import { appending } from './contract/appending.js';
import { closing } from './contract/closing.js';
import { conflicts } from './contract/conflicts.js';
import { limits } from './contract/limits.js';
import { readingAll } from './contract/reading-all.js';
import { readingStreams } from './contract/reading-streams.js';
import { repeats } from './contract/repeats.js';
import { subjectFrom, type OpenedStore } from './contract/subject.js';
import { subscribing } from './contract/subscribing.js';

export type { OpenedStore };

/**
 * What an event store is. Every adapter passes all of it. The store that `open` gives may hold other events already and may be
 * written to by others meanwhile, as one server is by several test runs; nobody else touches the streams that are made here.
 */
export function eventStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} is an event store`, () => {
    const subject = subjectFrom(open);
    for (const part of [appending, conflicts, repeats, limits, readingStreams, readingAll, subscribing, closing])
      part(subject);
  });
}
