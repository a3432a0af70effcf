import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currency, fromData, money, organisationId, shipmentId, toData, type Money } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import * as history from '../../../test/support/order-history.js';
import {
  ORDER,
  amendment,
  amendmentHash,
  contract,
  contractFacts,
  histories,
} from '../../../test/support/order-history.js';
import { buyer, platform, supplier } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { ordering, type Contract, type OrderEvent } from './index.js';
import { isBound } from './state.js';
import { phaseOf } from './standing.js';

const propose = (written: Contract) => ({ type: 'propose-amendment', orderId: ORDER, contract: written }) as const;
const answer = (type: 'accept-amendment' | 'reject-amendment', contractHash = amendmentHash) =>
  ({ type, orderId: ORDER, contractHash }) as const;
const proposing = (written: Contract, ...past: readonly OrderEvent[]) =>
  given(...past).when(propose(written), { by: supplier, facts: contractFacts });
const PAID = histories['initial payment complete'];
const PROPOSED = histories['initial payment complete, amendment proposed'];

describe('an amendment', () => {
  it('is of the same parties, with the same kind of cover, and another contract', () => {
    proposing(contract, ...PAID).thenRefused('contract-unchanged');
    const stranger = { ...amendment, buyer: organisationId('another-buyer') };
    proposing(stranger, ...PAID).thenRefused('parties-fixed', { buyer: contract.buyer, supplier: contract.supplier });
    const covered = { ...amendment, coverageType: 'pre-shipment' } as const;
    proposing(covered, ...PAID).thenRefused('coverage-type-fixed', { coverageType: 'post-delivery' });
    proposing({ ...amendment, total: usd('1.00') }, ...PAID).thenRefused('total-mismatch', {
      expected: usd('3400.00'),
      stated: usd('1.00'),
    });
  });

  it('may be accepted within 10 days, half-open, by the other side, as it was read', () => {
    const proposed = given(...PROPOSED);
    const late = { lapsesAt: day(10) };
    proposed.when(answer('accept-amendment'), { by: buyer, at: day(10) }).thenRefused('amendment-lapsed', late);
    proposed.when(answer('reject-amendment'), { by: buyer, at: day(10) }).thenRefused('amendment-lapsed', late);
    const inTime = proposed.when(answer('accept-amendment'), { by: buyer, at: day(10, -1) });
    expect(inTime.decision).toMatchObject({ events: [{ data: { amendedAt: day(10, -1) } }] });
    proposed
      .when(answer('accept-amendment', history.contractHash), { by: buyer })
      .thenRefused('contract-changed', { contractHash: amendmentHash });
    proposed.when(propose(amendment), { by: supplier, facts: contractFacts }).thenNothing();
  });

  it('that has lapsed makes room for another one, whether or not that was recorded', () => {
    const lapse = { type: 'lapse-amendment', orderId: ORDER, contractHash: amendmentHash } as const;
    const again = given(...PROPOSED).when(propose(amendment), { by: supplier, at: day(10), facts: contractFacts });
    expect(again.decision.kind).toBe('happened');
    given(...PROPOSED)
      .when(lapse, { by: platform, at: day(10) })
      .then(history.amendmentLapsed());
    given(...PROPOSED)
      .when({ ...lapse, contractHash: history.contractHash }, { by: platform, at: day(10) })
      .thenNothing();
    proposing(amendment, ...PROPOSED, history.amendmentLapsed()).then(history.amendmentProposed());
  });

  it('falls below nothing that has happened, at its proposal and at its acceptance', () => {
    const cheaper = { ...contract, initialPayment: usd('1499.99') };
    const below = { purpose: 'initial', allocated: usd('1500.00'), due: usd('1499.99') };
    proposing(cheaper, ...PAID).thenRefused('below-allocated', below);
    const fewer = {
      ...contract,
      lines: [{ ...contract.lines[0]!, quantity: 9, amount: usd('1800.00') }, contract.lines[1]!],
      total: usd('2800.00'),
    };
    proposing(fewer, ...histories['all dispatched, balance due']).thenRefused('below-dispatched', {
      line: 1,
      dispatched: 10,
      quantity: 9,
    });
    const fewerProposed = history.amendmentProposed('supplier', fewer);
    const hash = (fewerProposed.data as { contractHash: string }).contractHash;
    given(...PAID, fewerProposed, history.dispatched('in-performance'))
      .when(answer('accept-amendment', hash), { by: buyer })
      .thenRefused('below-dispatched', { line: 1, dispatched: 10, quantity: 9 });
  });

  it('waits for a dispute, and for the cover to be known', () => {
    given(...PROPOSED, history.disputeOpened())
      .when(answer('accept-amendment'), { by: buyer })
      .thenRefused('dispute-open', { disputeId: history.DISPUTE });
    given(...PROPOSED, history.disputeOpened())
      .when(answer('reject-amendment'), { by: buyer })
      .then(history.amendmentRejected());
  });

  it('asks for other cover only when another amount is to be covered', () => {
    const quality = { ...contract, qualityTerms: 'ISO 4210' };
    const proposed = history.amendmentProposed('supplier', quality);
    const hash = (proposed.data as { contractHash: string }).contractHash;
    const { decision } = given(...PAID, proposed).when(answer('accept-amendment', hash), { by: buyer });
    expect(decision).toMatchObject({ events: [{ data: { coverChanges: false, coverageBase: usd('3000.00') } }] });
    if (decision.kind !== 'happened') throw new Error('it was accepted');
    const state = foldOf(ordering, ordering.initialState, [...PAID, proposed, ...decision.events]);
    expect(state).toMatchObject({ contractHash: hash, cover: { status: 'granted' } });
  });

  it('that leaves less cover than is asked for is acknowledged before anything more is paid', () => {
    const AMENDED = histories['amended, cover to be adjusted'];
    const pay = { type: 'allocate-payment', orderId: ORDER, paymentId: history.PAYMENT, purpose: 'balance' } as const;
    const balance = { ...pay, amount: usd('1900.00') };
    given(...AMENDED)
      .when(balance, { by: platform })
      .thenRefused('allocation-too-early', { cover: 'reserving' });
    const reduced = [...AMENDED, history.coverRecorded(usd('2000.00'))];
    given(...reduced)
      .when(balance, { by: platform })
      .thenRefused('cover-not-settled', { cover: 'reduced' });
    const acknowledge = { type: 'acknowledge-reduced-cover', orderId: ORDER } as const;
    given(...reduced)
      .when(acknowledge, { by: buyer })
      .then(history.acknowledged());
    const { decision } = given(...reduced, history.acknowledged()).when(balance, { by: platform });
    expect(decision).toMatchObject({ events: [{ data: { complete: true, due: usd('1900.00') } }] });
  });

  it('keeps the rule set that the order was confirmed under', () => {
    const state = foldOf(ordering, ordering.initialState, histories['amended, cover to be adjusted']);
    expect(ordering.pinnedRules?.(state, undefined)).toBe('trade-assurance/1');
  });
});

describe('an amended order', () => {
  const USD = currency('USD');
  const cents = (minor: bigint): Money => money(minor, USD);

  it('owes what the new contract says, for goods and money, whatever had happened before', () => {
    const figures = fc.record({
      frames: fc.integer({ min: 1, max: 20 }),
      initial: fc.bigInt({ min: 1n, max: 500_000n }),
      sent: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(figures, ({ frames, initial, sent }) => {
        const amount = cents(BigInt(frames) * 20_000n);
        const total = cents(amount.minor + 90_050n + 9_950n);
        const written = {
          ...contract,
          lines: [{ ...contract.lines[0]!, quantity: frames, amount: toData(amount) }, contract.lines[1]!],
          total: toData(total),
          initialPayment: toData(cents(initial > total.minor ? total.minor : initial)),
        };
        const lines = sent === 0 ? [] : [{ line: 1, quantity: sent }];
        const batch = { orderId: ORDER, shipmentId: shipmentId(uuid('c', 1)), lines, dispatchedAt: day(3) };
        const past: OrderEvent[] = [...PAID];
        const step = (command: Parameters<ReturnType<typeof given>['when']>[0], by = platform) => {
          const { decision } = given(...past).when(command, { by, facts: contractFacts });
          if (decision.kind === 'happened') past.push(...decision.events);
          return decision;
        };
        if (sent > 0) step({ type: 'record-dispatch', ...batch });
        const proposed = step(propose(written), supplier);
        const tooLow = fromData(written.initialPayment).minor < 150_000n || frames < sent;
        const unchanged = frames === 10 && written.initialPayment.minor === '150000';
        expect(proposed.kind).toBe(tooLow || unchanged ? 'refused' : 'happened');
        if (proposed.kind !== 'happened') return;
        const { contractHash } = proposed.events[0]!.data as { contractHash: string };
        expect(step(answer('accept-amendment', contractHash), buyer).kind).toBe('happened');
        const state = foldOf(ordering, ordering.initialState, past);
        if (!isBound(state)) throw new Error('it is confirmed');
        const { initial: first, balance } = state.debts;
        expect(first.due.minor + balance.due.minor).toBe(total.minor);
        expect(first.allocated).toStrictEqual(cents(150_000n));
        expect(state.undispatched.find(({ line }) => line === 1)?.quantity ?? 0).toBe(frames - sent);
        expect(state.phase).toBe(phaseOf(state));
        expect(past.at(-1)).toMatchObject({ data: { phase: state.phase } });
      }),
      { numRuns: 200 },
    );
  });
});
