import { describe, expect, it } from '@jest/globals';
import { unexpectedIn } from './expected.js';

const page = { status: 200, body: { status: 'Completed', cover: { granted: { amount: '2000.00' } }, list: [1, 2] } };
const refusal = { status: 409, body: { code: 'order-not-open', detail: 'It is over.' } };
const failure = { status: 500, body: undefined };

describe('an answer', () => {
  it('is a success where nothing is said', () => {
    expect(unexpectedIn(page, {})).toBeUndefined();
    expect(unexpectedIn(refusal, {})).toBe('It is over.');
    expect(unexpectedIn(failure, {})).toBe('it did not succeed');
  });

  it('may be a refusal, and never a failure', () => {
    expect(unexpectedIn(refusal, { mayBeRefused: true })).toBeUndefined();
    expect(unexpectedIn(failure, { mayBeRefused: true })).toBe('it did not succeed');
  });

  it('is the one that is expected', () => {
    expect(unexpectedIn(refusal, { expect: { status: 409, code: 'order-not-open' } })).toBeUndefined();
    expect(unexpectedIn(refusal, { expect: { code: 'order-open' } })).toBe('order-open was expected');
    expect(unexpectedIn(page, { expect: { status: 409 } })).toBe('409 was expected');
    expect(unexpectedIn(refusal, { expect: { body: { code: 'order-not-open' } } })).toBe('success was expected');
  });

  it('holds what is expected, and may hold more', () => {
    const body = (expected: object) => unexpectedIn(page, { expect: { body: expected } });
    expect(body({ cover: { granted: { amount: '2000.00' } }, list: [1, 2] })).toBeUndefined();
    expect(body({ cover: { granted: { amount: '1500.00' } } })).toBe(
      'cover.granted.amount is "2000.00", and "1500.00" was expected',
    );
    expect(body({ list: [1] })).toBe('list is [1,2], and [1] was expected');
    expect(body({ gone: { away: null } })).toBe('gone.away is undefined, and null was expected');
  });
});
