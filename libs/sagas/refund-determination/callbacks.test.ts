import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import { Claims } from '../../../test/support/claims.js';
import { platform } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';
import type { Says } from '../../../test/support/world-disputes.js';
import { refundDeterminationSaga as saga } from './index.js';

const stepOf = ({ world }: Claims) => world.stateOf('refund-determination', Claims.id())?.['step'];
const asked = ({ world }: Claims) =>
  world
    .reasonsOf('refund-determination', Claims.id())
    .filter((reason) => /is asked( what has become of it)?\.$/.test(reason)).length;

/** A settlement over 800, agreed on and on its way as far as the provider says. */
function agreed(...provider: readonly Says[]): Claims {
  const world = new World();
  world.provider.push(...provider);
  const claims = new Claims(world);
  claims.open();
  claims.offer(usd('800.00'));
  claims.accept();
  return claims;
}

let calls = 0;

/** What the provider says by itself of a refund, in a callback of its own. */
function call({ world }: Claims, kind: 'submitted' | 'succeeded' | 'failed', reference: string = Claims.refund()) {
  const callbackId = `callback-${++calls}`;
  const payOut = { transaction: 'told', sequence: calls, kind, reason: null, retriable: false };
  const about = { callbackId, provider: 'provider', eventId: callbackId, reference, payOut };
  return world.send(callbackId, { type: 'receive-pay-out-callback', ...about }, platform);
}

describe('a callback about a refund', () => {
  it('makes the provider be asked by the refund’s id, and what it answers is recorded', () => {
    const claims = agreed('is at it');
    claims.world.settle();
    expect(stepOf(claims)).toBe('submitted');
    call(claims, 'succeeded');
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('800.00')]);
    expect(claims.amounts('refund.succeeded.v1', 'transaction')).toStrictEqual([`TX ${Claims.refund()}`]);
    expect(claims.world.now).toBe(day(0)); // nobody had to wait for the hour
  });

  it('is not believed: what the provider answers counts, and it is looked at again after the hour', () => {
    const claims = agreed('is at it', 'is at it', 'is at it');
    claims.world.settle();
    call(claims, 'succeeded');
    call(claims, 'failed');
    claims.world.settle();
    expect(stepOf(claims)).toBe('submitted');
    expect(claims.amounts('refund.failed.v1')).toStrictEqual([]);
    claims.world.advanceTo(day(0, 3_600_000));
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('800.00')]);
  });

  it('of a failure leads to the next try', () => {
    const claims = agreed('is at it', 'fails');
    claims.world.settle();
    call(claims, 'failed');
    claims.world.settle();
    expect(stepOf(claims)).toBe('waiting-to-retry');
  });

  it('that comes before the provider’s answer was heard waits for it', () => {
    const claims = agreed('is at it');
    const { world } = claims;
    while (stepOf(claims) !== 'submitting') world.step();
    call(claims, 'succeeded');
    world.settle();
    expect(claims.amounts('refund.submitted.v1')).toHaveLength(1);
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('800.00')]);
    expect(world.now).toBe(day(0));
  });

  it('counts for the try that it came in', () => {
    const claims = agreed('fails', 'is at it');
    const { world } = claims;
    while (stepOf(claims) !== 'submitting') world.step();
    call(claims, 'failed');
    world.settle();
    world.advanceTo(day(0, 3_600_000));
    expect(stepOf(claims)).toBe('submitted');
    expect(asked(claims)).toBe(0);
  });

  it('once more, out of order or late changes nothing', () => {
    const claims = agreed('is at it');
    claims.world.settle();
    for (const kind of ['succeeded', 'submitted', 'succeeded'] as const) call(claims, kind);
    claims.world.settle();
    call(claims, 'failed');
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('800.00')]);
    expect(claims.amounts('refund.failed.v1')).toStrictEqual([]);
    expect(claims.amounts('refund.submission-intended.v1')).toHaveLength(1);
    expect(claims.amounts('recourse.claimed.v1')).toStrictEqual([usd('800.00')]);
  });

  it.each([
    ['that it is at it, which is known', 'submitted', Claims.refund()],
    ['of another refund of the dispute', 'succeeded', Claims.refund(2)],
  ] as const)('tells %s: nobody is asked', (_, kind, reference) => {
    const claims = agreed('is at it');
    claims.world.settle();
    call(claims, kind, reference);
    claims.world.settle();
    expect(asked(claims)).toBe(0);
    expect(stepOf(claims)).toBe('submitted');
  });

  it('is heard by the dispute of its refund; what is about payments and returns is not', () => {
    const keyOf = (more: JsonObject) => saga.key(recordedAs('provider-callback.received.v1', more));
    const payOut = { kind: 'succeeded' };
    expect(keyOf({ reference: Claims.refund(3), payOut })).toBe(Claims.id());
    expect(keyOf({ reference: `${Claims.order}-excess`, payOut })).toBeNull();
    expect(keyOf({ reference: null, payOut })).toBeNull();
    expect(keyOf({ reference: Claims.refund(), payOut: null })).toBeNull();
  });
});
