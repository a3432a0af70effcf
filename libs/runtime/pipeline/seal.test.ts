import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonText, ROLES, TextsOfParts, type EventMetadata, type Instant, type JsonObject } from '#kernel';
import { findChainBreak } from '#audit';
import { seal } from './seal.js';

const text = fc.string({ unit: 'grapheme' });
const at = fc.constant('2026-03-02T09:00:00.000Z' as Instant); // in the form that instants have
const metadata: fc.Arbitrary<Omit<EventMetadata, 'previousHash'>> = fc.record({
  actor: fc.record({
    id: text,
    onBehalfOf: fc.option(text),
    organisation: text,
    role: fc.constantFrom(...ROLES),
  }),
  causationId: fc.option(text),
  commandDigest: text,
  commandId: text,
  correlationId: text,
  occurredAt: fc.option(at),
  recordedAt: at,
  ruleSet: text,
});

const read = (part: JsonObject | JsonText): JsonObject =>
  part instanceof JsonText ? (JSON.parse(part.text) as JsonObject) : part; // the text of an object

describe('sealed events', () => {
  it('carry the metadata whole, and make a chain that holds when they are read', () => {
    fc.assert(
      fc.property(metadata, fc.array(fc.dictionary(text, text), { minLength: 1 }), (shared, contents) => {
        const decided = contents.map((data) => ({ type: 'made-up.v1', data }));
        const texts = new TextsOfParts({});
        const { events, lastHash } = seal(decided, 's-1', 0, null, shared, texts);
        const stored = events.map(({ id, type, data, metadata: own }, revision) => {
          return { id, type, stream: 's-1', revision, data: read(data), metadata: read(own) };
        });
        expect(findChainBreak(stored)).toBeUndefined();
        expect(stored.map(({ data }) => data)).toEqual(contents);
        expect(stored[0]?.metadata).toEqual({ ...shared, previousHash: null });
        const [next] = seal(decided, 's-1', stored.length, lastHash, shared, texts).events;
        expect(next && read(next.metadata)).toEqual({ ...shared, previousHash: lastHash });
      }),
    );
  });
});
