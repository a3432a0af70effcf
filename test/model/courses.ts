import fc from 'fast-check';
import type { Act, News, Purpose, Reason, Side, Single } from './acts.js';
import { appeal, byHand, cancellation, claim, failing, settlement, verdict } from './stories.js';

const order = fc.nat({ max: 2 });
const payment = fc.nat({ max: 5 });
const side = fc.constantFrom<Side>('buyer', 'supplier');
/** Of what is owed or covered, in quarters: less, just that, more. */
const share = fc.constantFrom(4, 4, 4, 2, 5, 1);
const maybeShare: fc.Arbitrary<number | null> = fc.option(share);
const purpose = fc.constantFrom<Purpose>('initial', 'initial', 'balance');
const of = <K extends string, F extends object>(
  kind: K,
  fields: { [N in keyof F]: fc.Arbitrary<F[N]> },
): fc.Arbitrary<{ readonly kind: K } & F> => fc.record<F>(fields).map((rest) => ({ kind, ...rest }));

const single: readonly [weight: number, fc.Arbitrary<Single>][] = [
  [3, of('confirm', { order, side })],
  [1, of('submit', { order })],
  [2, of('acknowledge', { order })],
  [1, of('cancel', { order, side })],
  [2, of('limit', { supplier: fc.nat({ max: 1 }), units: fc.integer({ min: 0, max: 8 }) })],
  [9, of('arrive', { order, purpose, share })],
  [2, of('begin', { order, purpose, share })],
  [1, of('declare', { order, purpose, share })],
  [1, of('elsewhere', { order, purpose, share })],
  [1, of('arrive-declared', { payment })],
  [2, of('reverse', { payment })],
  [
    4,
    of('callback', {
      payment,
      news: fc.constantFrom<News>('arrived', 'authorised', 'processing', 'failed', 'reversed'),
      sequence: fc.integer({ min: 1, max: 4 }),
      event: fc.nat({ max: 3 }),
    }),
  ],
  [1, of('waive', { order, purpose, share })],
  [5, of('dispatch', { order, half: fc.boolean() })],
  [2, of('deliver', { shipment: fc.nat({ max: 3 }) })],
  [1, of('clear', { shipment: fc.nat({ max: 3 }) })],
  [1, of('ready', { order })],
  [2, of('receive', { order })],
  [1, of('propose-cancellation', { order, side, share })],
  [1, of('accept-cancellation', { order, side, share })],
  [2, of('accept-amendment', { order, side })],
  [
    6,
    of('dispute', {
      order,
      reason: fc.constantFrom<Reason>(
        'quality',
        'quality',
        'not-as-described',
        'quantity',
        'late-shipment',
        'not-shipped',
      ),
    }),
  ],
  [1, of('respond', { order, as: fc.constantFrom('accept', 'counter', 'contest'), share })],
  [2, of('offer', { order, side, share })],
  [2, of('accept-offer', { order, side, number: fc.integer({ min: 1, max: 3 }) })],
  [3, of('escalate', { order })],
  [
    5,
    of('determine', {
      order,
      fault: fc.constantFrom('supplier', 'supplier', 'buyer', 'none'),
      share: maybeShare,
      ends: fc.boolean(),
    }),
  ],
  [
    2,
    of('decide-appeal', {
      order,
      fault: fc.constantFrom('supplier', 'buyer', 'none'),
      share: maybeShare,
      ends: fc.boolean(),
    }),
  ],
  [1, of('withdraw', { order })],
  [2, of('recover', { order, share })],
  [1, of('write-off', { order, share })],
  [1, of('retry-refund', { order })],
  [1, of('pay-by-hand', { order })],
];
const singles = fc.oneof(...single.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const agree = of('agree', {
  supplier: fc.nat({ max: 1 }),
  type: fc.constantFrom('pre-shipment', 'post-delivery'),
  units: fc.integer({ min: 1, max: 6 }),
  initial: fc.integer({ min: 1, max: 4 }),
  cap: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 5 }),
  shipIn: fc.constantFrom(20, 400),
  until: fc.constantFrom('both', 'both', 'both', 'one-side', 'draft'),
});

const anything: fc.Arbitrary<Act> = fc.oneof(
  { weight: 60, arbitrary: singles },
  { weight: 4, arbitrary: agree },
  { weight: 3, arbitrary: of('amend', { order, side, units: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 2, arbitrary: of('appeal', { order, side }) },
  { weight: 1, arbitrary: of('evidence', { order, side }) },
  { weight: 10, arbitrary: of('advance', { by: fc.constantFrom('2h', '1d', '5d', '8d', '8d', '16d', '61d', '200d') }) },
  { weight: 2, arbitrary: of('provider', { mood: fc.constantFrom('pays', 'fails', 'fails-for-good', 'refuses') }) },
  { weight: 6, arbitrary: of('together', { first: singles, second: singles }) },
  { weight: 6, arbitrary: of('again', { step: fc.nat({ max: 30 }) }) },
);

const story: fc.Arbitrary<readonly Act[]> = fc
  .record({
    order,
    side,
    share: maybeShare,
    what: fc.constantFrom('verdict', 'verdict', 'verdict', 'settlement', 'cancellation', 'claim'),
    provider: fc.constantFrom('pays', 'pays', 'fails', 'fails-for-good'),
    then: fc.constantFrom('nothing', 'recovery', 'reversal', 'time', 'appeal', 'appeal'),
  })
  .map(({ order: of, side: by, share: part, what, provider, then }): readonly Act[] => {
    const told = {
      verdict: verdict(of, part, then === 'recovery'),
      settlement: settlement(of, by, 1),
      cancellation: cancellation(of, by, 2),
      claim: claim(of),
    }[what];
    const paid = { pays: told, fails: failing(told), 'fails-for-good': byHand(of, told) }[provider];
    return [...paid, ...aftermath(of, by)[then]];
  });

const aftermath = (of: number, by: Side) =>
  ({
    nothing: [],
    recovery: [{ kind: 'recover', order: of, share: 1 }],
    reversal: [{ kind: 'reverse', payment: of }],
    time: [{ kind: 'advance', by: '16d' }],
    appeal: appeal(of, by, by === 'buyer' ? 4 : 1),
  }) satisfies Record<string, readonly Act[]>;

/** A course of events: some orders are agreed on, and then anything happens. */
export const courses = (length: number): fc.Arbitrary<readonly Act[]> =>
  fc
    .tuple(
      fc.array(agree, { minLength: 1, maxLength: 3 }),
      fc.array(
        fc.oneof(
          { weight: 8, arbitrary: anything.map((one): readonly Act[] => [one]) },
          { weight: 2, arbitrary: story },
        ),
        { maxLength: length, size: 'max' },
      ),
    )
    .map(([agreed, rest]): readonly Act[] => [...agreed, ...rest.flat()]);
