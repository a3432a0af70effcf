import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import { findChainBreak, hashOf, uuidOf, type HashedEvent } from './hash-chain.js';

type Identified = HashedEvent & { readonly id: string };

function chain(length: number): Identified[] {
  const events: Identified[] = [];
  let previousHash: string | null = null;
  for (let revision = 0; revision < length; revision++) {
    const metadata: JsonObject = { recordedAt: `t${revision}`, previousHash };
    const event = { stream: 'order-1', revision, type: 'order.drafted.v1', data: { z: revision, a: 'ü' }, metadata };
    previousHash = hashOf(event);
    events.push({ ...event, id: uuidOf(previousHash) });
  }
  return events;
}

describe('the hash of an event', () => {
  it('is SHA-256 over the canonical JSON of what is stored', () => {
    const event = {
      stream: 's',
      revision: 3,
      type: 't.v1',
      data: { b: 1, a: [true, null] },
      metadata: { previousHash: 'p', commandId: 'c' },
    };
    const text =
      '{"data":{"a":[true,null],"b":1},"metadata":{"commandId":"c","previousHash":"p"},"previousHash":"p","revision":3,"stream":"s","type":"t.v1"}';
    expect(hashOf(event)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('gives a UUID of version 8 and the RFC variant that keeps the hash’s other bits', () => {
    const id = uuidOf('0123456789abcdef0123456789abcdef'.repeat(2));
    expect(id).toBe('01234567-89ab-8def-8123-456789abcdef');
    expect(uuidOf('f'.repeat(64))).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff');
  });
});

describe('a chain', () => {
  it('that nobody touched has no break', () => {
    expect(findChainBreak(chain(5))).toBeUndefined();
    expect(findChainBreak([])).toBeUndefined();
  });

  const tampered: [string, (events: Identified[]) => void, string, number][] = [
    [
      'changed data',
      (events) => void (events[2] = { ...at(events, 2), data: { z: 99 } }),
      'id-does-not-match-content',
      2,
    ],
    [
      'a changed time',
      (events) => void (events[1] = { ...at(events, 1), metadata: { ...at(events, 1).metadata, recordedAt: 'x' } }),
      'id-does-not-match-content',
      1,
    ],
    ['an event cut out', (events) => void events.splice(2, 1), 'gap-in-revisions', 2],
    [
      'an event cut out and renumbered',
      (events) => {
        events.splice(2, 1);
        events[2] = { ...at(events, 2), revision: 2 };
      },
      'previous-hash-differs',
      2,
    ],
    [
      'a new first event',
      (events) => void (events[0] = { ...at(events, 0), metadata: { previousHash: 'x' } }),
      'previous-hash-differs',
      0,
    ],
  ];
  it.each(tampered)('with %s is found broken', (_, tamper, problem, revision) => {
    const events = chain(5);
    tamper(events);
    expect(findChainBreak(events)).toMatchObject({ problem, revision });
  });
});

function at(events: readonly Identified[], index: number): Identified {
  const event = events[index];
  if (event === undefined) throw new Error(`no event ${index}`);
  return event;
}
