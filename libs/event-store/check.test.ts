import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import { checkAppend } from './check.js';
import { newEvent } from './contract/subject.js';

// What is refused is in contract/limits.ts, for it holds for every adapter.
describe('checkAppend', () => {
  it('serialises every event once', () => {
    let serialised = 0;
    const counting = {
      toJSON: () => {
        serialised += 1;
        return { n: serialised };
      },
    } as unknown as JsonObject; // plain data has no methods; this is how the test looks in
    const { events } = checkAppend('stream', [{ ...newEvent(), data: counting }, newEvent()], 'any');
    expect([serialised, events[0].data]).toEqual([1, '{"n":1}']);
  });

  it('tells how large an append is', () => {
    const event = { ...newEvent({ a: 'äö' }), metadata: {} };
    expect(checkAppend('stream', [event], 'any').characters).toBe('{"a":"äö"}{}'.length + event.type.length);
  });
});
