import { describe, expect, it } from '@jest/globals';
import { on, position, type DomainEvent, type RecordedEvent } from './index.js';

type Counted = DomainEvent<'counter.raised.v1', { by: number }> | DomainEvent<'counter.cleared.v1', { why: string }>;
interface Doc {
  readonly count: number;
  readonly keys: readonly string[];
}

const recorded = (type: string, data: object): RecordedEvent =>
  // the metadata is nothing that a projection of counters looks at
  ({ id: 'e', stream: 's', revision: 0, position: position(0n), type, data, metadata: {} }) as unknown as RecordedEvent;

describe('on', () => {
  const { types, project } = on<Doc, Counted>({
    'counter.raised.v1': (doc, { data }, key) => ({
      count: (doc?.count ?? 0) + data.by,
      keys: [...(doc?.keys ?? []), key],
    }),
    'counter.cleared.v1': () => null,
  });

  it('declares the types that it digests', () => {
    expect(types).toStrictEqual(['counter.raised.v1', 'counter.cleared.v1']);
  });

  it('gives each event to its own handler, with the key', () => {
    const one = project(null, recorded('counter.raised.v1', { by: 2 }), 'a');
    expect(one).toStrictEqual({ count: 2, keys: ['a'] });
    expect(project(one, recorded('counter.raised.v1', { by: 3 }), 'b')).toStrictEqual({ count: 5, keys: ['a', 'b'] });
    expect(project(one, recorded('counter.cleared.v1', { why: 'x' }), 'a')).toBeNull();
  });

  it('lets every other event pass by', () => {
    const doc = { count: 1, keys: [] };
    expect(project(doc, recorded('counter.painted.v1', {}), 'a')).toBe(doc);
    expect(project(null, recorded('counter.painted.v1', {}), 'a')).toBeNull();
  });
});
