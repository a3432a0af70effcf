import { describe, expect, it } from '@jest/globals';
import { position, type Projection, type RecordedEvent } from '#kernel';
import { recordedAs } from '../../../test/support/recorded.js';
import { Listener } from './listener.js';

const model: Projection = {
  name: 'things',
  version: 1,
  declaration: { fields: {}, indexes: [] },
  types: ['thing.made.v1'],
  keys: ({ data }) => {
    if (typeof data['id'] !== 'string') throw new TypeError('it has none');
    return [data['id']];
  },
  project: (doc) => doc,
};
const made = (id: unknown, at: number, type = 'thing.made.v1'): RecordedEvent => ({
  ...recordedAs(type, { id } as never),
  position: position(BigInt(at)),
});

describe('somebody who follows a page', () => {
  const { signal } = new AbortController();
  const listening = () =>
    new Listener({ models: [model], concerns: (_, keys) => keys.includes('a'), read: () => Promise.resolve(null) });

  it('gets the last of many changes that came while he was busy, once', async () => {
    const listener = listening();
    for (const at of [1, 2, 3]) listener.hear(made('a', at));
    expect(await listener.changed(signal)).toBe(3n);
    const next = listener.changed(signal);
    listener.hear(made('a', 4));
    expect(await next).toBe(4n);
  });

  it('hears of nothing else', async () => {
    const listener = listening();
    const next = listener.changed(signal);
    listener.hear(made('b', 1));
    listener.hear(made('a', 2, 'thing.lost.v1'));
    listener.hear(made(7, 3));
    listener.hear(made('a', 4));
    expect(await next).toBe(4n);
  });

  it('stops waiting when it is over', async () => {
    const listener = listening();
    const over = new AbortController();
    const next = listener.changed(over.signal);
    over.abort();
    listener.wake();
    await expect(next).rejects.toThrow('aborted');
  });
});
