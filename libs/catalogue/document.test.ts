import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { catalogue, event, optional, personal, record, text } from '#kernel';
import { allEvents, eventsDocument } from './index.js';

describe('the document of events', () => {
  it('names every event with its meaning and fields, and marks optional and personal ones', () => {
    const data = record({ id: text(), note: optional(text()), account: record({ number: personal(text(), 'id') }) });
    const made = catalogue({ 'thing.made.v1': event('A thing was made.', data) });
    expect(eventsDocument({ thing: made })).toContain(
      '| `thing.made.v1` | A thing was made. | `id`, `note`*, `account`† |',
    );
  });

  it('in docs/events.md is the one that the code gives (npm run docs)', async () => {
    expect(await readFile('docs/events.md', 'utf8')).toBe(eventsDocument(allEvents));
  });
});
