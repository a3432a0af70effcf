import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, fromData, textAt, type MoneyData } from '#kernel';
import type { GrantedCoverage } from '#contexts/coverage';
import { disputeTimeline } from '#read-models';
import { Claims } from '../../test/support/claims.js';
import { SUPPLIER } from '../../test/support/people.js';
import { usd } from '../../test/support/values.js';
import type { Says } from '../../test/support/world-disputes.js';
import { World } from '../../test/support/world.js';

/** What people may do with the disputes of an order, in any order, sensible or not; what waits may happen in between. */
type Act = (claims: Claims, n: number) => unknown;
const amount = fc.constantFrom('400.00', '1500.00', '2000.00', '2600.00').map(usd);
const one = (act: Act): fc.Arbitrary<Act> => fc.constant(act);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.nat({ max: 9 }).map(
      (choice): Act =>
        ({ world }) =>
          world.step(choice),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(1, 5, 10).map(
      (days): Act =>
        ({ world }) =>
          world.advanceTo(addDays(world.now, days)),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('quality', 'quantity').map(
      (reason): Act =>
        (claims, n) =>
          claims.open(n, { reasons: [reason] }),
    ),
  },
  { weight: 1, arbitrary: one((claims, n) => claims.respond(n)) },
  {
    weight: 2,
    arbitrary: amount.map(
      (much): Act =>
        (claims, n) =>
          claims.offer(much, n),
    ),
  },
  { weight: 2, arbitrary: one((claims, n) => claims.accept(1, n)) },
  { weight: 3, arbitrary: one((claims, n) => claims.escalate(n)) },
  { weight: 3, arbitrary: one((claims, n) => claims.exhaust(n)) },
  {
    weight: 3,
    arbitrary: fc.option(amount).map(
      (much): Act =>
        (claims, n) =>
          claims.determine({ amount: much }, n),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('buyer', 'supplier').map(
      (by): Act =>
        (claims, n) =>
          claims.appeal(by, n),
    ),
  },
  {
    weight: 2,
    arbitrary: amount.map(
      (much): Act =>
        (claims, n) =>
          claims.decide(much, n),
    ),
  },
  { weight: 1, arbitrary: one((claims, n) => claims.withdraw(n)) },
  // Sensible courses, so that the later acts find something to be about.
  {
    weight: 6,
    arbitrary: fc.option(amount).map((much): Act => (claims, n) => {
      claims.open(n);
      claims.world.advanceTo(addDays(claims.world.now, 5));
      claims.escalate(n);
      claims.exhaust(n);
      claims.determine({ amount: much }, n);
    }),
  },
  {
    weight: 3,
    arbitrary: amount.map((much): Act => (claims, n) => {
      claims.open(n, { reasons: ['not-as-described'] });
      claims.offer(much, n);
      claims.accept(1, n);
    }),
  },
);
const says = fc.array(fc.constantFrom<Says[]>('pays', 'is at it', 'fails', 'refuses', 'is not there'), {
  maxLength: 6,
});
const number = fc.constantFrom(1, 2);

const eventsOf = ({ world }: Claims, dispute: string, ...types: readonly string[]) =>
  world.events.filter(({ type, data }) => types.includes(type) && data['disputeId'] === dispute);
const sum = (events: readonly { readonly data: Readonly<Record<string, unknown>> }[]): bigint =>
  events.reduce((total, { data }) => total + fromData(data['amount'] as MoneyData).minor, 0n); // an amount by the catalogue

const course = fc.tuple(fc.array(fc.tuple(act, number), { minLength: 10, maxLength: 50 }), says, fc.boolean());

function play([acts, answers, everythingTwice]: [[Act, number][], Says[], boolean]): Claims {
  const world = new World({ everythingTwice });
  const claims = new Claims(world);
  world.provider.push(...answers);
  for (const [each, n] of acts) each(claims, n);
  world.settle();
  world.advanceTo(addDays(world.now, 90));
  return claims;
}

describe('disputes, whatever people do', () => {
  it('invariants 2 and 3: each determination or settlement is one refund, or a review, or not due; never more than granted', () => {
    fc.assert(
      fc.property(course, (played) => {
        const claims = play(played);
        for (const n of [1, 2]) {
          const id = Claims.id(n);
          const { phase } = claims.world.dispute(id);
          const agreed = eventsOf(claims, id, 'dispute.settled.v1').filter(({ data }) => data['refund'] !== null);
          const decided = [...agreed, ...eventsOf(claims, id, 'dispute.determined.v1')];
          const first = eventsOf(claims, id, 'refund.authorised.v1', 'refund.not-due.v1').filter(
            ({ data }) => data['refundId'] === Claims.refund(1, n),
          );
          expect(first).toHaveLength(decided.length);
          const authorised = eventsOf(claims, id, 'refund.authorised.v1');
          const consumed = eventsOf(claims, id, 'coverage.consumed.v1');
          expect(sum(consumed)).toBe(sum(authorised)); // what is authorised is consumed, and nothing else
          for (const { data } of authorised)
            expect(['succeeded', 'manual-review']).toContain(claims.world.refund(textAt(data, 'refundId')).phase);
          // It has come to an end, or waits for an arbiter or an operator.
          const open = ['none', 'under-determination', 'appealed', 'final', 'settled', 'withdrawn', 'lapsed'];
          const inReview = authorised.some(
            ({ data }) => claims.world.refund(textAt(data, 'refundId')).phase === 'manual-review',
          );
          expect(inReview ? [...open, 'determined'] : open).toContain(phase);
          if (phase !== 'none') expect(claims.world.document(disputeTimeline, id)?.phase).toBe(phase);
        }
        const cover = (claims.world.coverage(SUPPLIER) as GrantedCoverage).covers.get(Claims.order);
        expect(cover?.consumed.minor ?? 0n).toBeLessThanOrEqual(200_000n);
      }),
      { numRuns: 150 },
    );
  });

  it('an ended dispute holds no cover', () => {
    fc.assert(
      fc.property(course, (played) => {
        const claims = play(played);
        const cover = (claims.world.coverage(SUPPLIER) as GrantedCoverage).covers.get(Claims.order);
        const held = cover?.heldBy ?? null;
        if (held === null) return;
        const state = claims.world.dispute(held);
        expect(['final', 'withdrawn', 'lapsed']).not.toContain(state.phase);
      }),
      { numRuns: 100 },
    );
  });
});
