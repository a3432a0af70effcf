import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '#audit';
import {
  FORGOTTEN,
  currency,
  divideHalfEven,
  fromData,
  money,
  organisationId,
  toData,
  type Currency,
  type Decision,
  type Instant,
} from '#kernel';
import type { Then } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import { no } from '../../../test/support/matrix.js';
import * as history from '../../../test/support/order-history.js';
import { ORDER, contract, contractHash, histories } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, supplier } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { contractTotal, lineAmount, type Contract, type ContractLine, type OrderEvent } from './index.js';

const facts = history.contractFacts;
const other = { ...contract, qualityTerms: 'ISO 4210' };
const draftOther = { type: 'draft-order', orderId: ORDER, contract: other } as const;
const USD: Currency = currency('USD');

describe('ordering: the contract', () => {
  const draft = (changes: Partial<Contract>, terms = facts): Then<OrderEvent> =>
    given().when(
      { type: 'draft-order', orderId: ORDER, contract: { ...contract, ...changes } },
      { by: buyer, facts: terms },
    );
  const [frame, spokes] = contract.lines as [ContractLine, ContractLine];

  it('is written down by the supplier, too', () => {
    const contractByHim = history.drafted();
    given()
      .when({ type: 'draft-order', orderId: ORDER, contract }, { by: supplier, facts })
      .then({ ...contractByHim, data: { ...contractByHim.data, by: 'supplier' } } as OrderEvent);
  });

  it('written down again with the same content is nothing new', () => {
    given(history.drafted())
      .when({ type: 'draft-order', orderId: ORDER, contract }, { by: supplier, facts })
      .thenNothing();
    given(history.drafted())
      .when({ type: 'revise-order', orderId: ORDER, contract }, { by: supplier, facts })
      .thenNothing();
  });

  it.each<[string, Partial<Contract>, Decision<never>]>([
    ['no lines', { lines: [] }, no('no-lines')],
    [
      'a line that does not multiply',
      { lines: [frame, { ...spokes, amount: usd('900.51') }] },
      no('line-amount-mismatch', { line: 2, expected: usd('900.50'), stated: usd('900.51') }),
    ],
    [
      'a line without pieces',
      { lines: [{ ...frame, quantity: 0 }, spokes] },
      no('quantity-not-positive', { line: 1, quantity: 0 }),
    ],
    [
      'half a piece',
      { lines: [{ ...frame, quantity: 1.5 }, spokes] },
      no('quantity-not-positive', { line: 1, quantity: 1.5 }),
    ],
    [
      'a negative price',
      { lines: [{ ...frame, unitPrice: '-200' }, spokes] },
      no('unit-price-negative', { line: 1, unitPrice: '-200' }),
    ],
    [
      'a negative charge',
      { charges: [{ kind: 'other', amount: usd('-1.00') }] },
      no('charge-negative', { charge: 'other', amount: usd('-1.00') }),
    ],
    [
      'a total that does not add up',
      { total: usd('3000.01') },
      no('total-mismatch', { expected: usd('3000.00'), stated: usd('3000.01') }),
    ],
    [
      'no initial payment',
      { initialPayment: usd('0.00') },
      no('initial-payment-out-of-range', { initialPayment: usd('0.00'), total: usd('3000.00') }),
    ],
    [
      'an initial payment above the total',
      { initialPayment: usd('3000.01') },
      no('initial-payment-out-of-range', { initialPayment: usd('3000.01'), total: usd('3000.00') }),
    ],
    ['a cap of nothing', { agreedCap: usd('0.00') }, no('agreed-cap-not-positive', { agreedCap: usd('0.00') })],
    [
      'another currency in one place',
      { agreedCap: { minor: '1', currency: 'EUR' } },
      no('currency-mismatch', { expected: 'USD', stated: 'EUR' }),
    ],
    ['a party that deals with itself', { supplier: BUYER }, no('parties-not-distinct', { organisation: BUYER })],
  ])('%s is refused', (_, changes, answer) => {
    expect(draft(changes).decision).toStrictEqual(answer);
  });

  it('needs an enrolled supplier, whose limit has its currency', () => {
    given()
      .when(draftOther, { by: buyer, facts: { ...facts, supplier: null } })
      .thenRefused('unknown-supplier', { supplierId: SUPPLIER });
    given().when(draftOther, { by: buyer }).thenRefused('unknown-supplier', { supplierId: SUPPLIER });
    draft({}, { ...facts, supplier: { ...history.supplierTerms, currency: currency('EUR') } }).thenRefused(
      'currency-mismatch',
      {
        expected: 'EUR',
        stated: 'USD',
      },
    );
  });

  it.each(['holder', 'number'] as const)('names no account whose %s was forgotten', (part) => {
    const designatedAccount = { ...history.supplierTerms.designatedAccount, [part]: FORGOTTEN };
    draft({}, { ...facts, supplier: { ...history.supplierTerms, designatedAccount } }).thenRefused(
      'designated-account-forgotten',
      {
        supplierId: SUPPLIER,
      },
    );
  });

  it('keeps its parties when it is revised', () => {
    const changed = { ...contract, buyer: organisationId('another-buyer') };
    given(history.drafted())
      .when({ type: 'revise-order', orderId: ORDER, contract: changed }, { by: buyer, facts })
      .thenRefused('parties-fixed', { buyer: BUYER, supplier: SUPPLIER });
  });

  it('revised, is confirmed under its new hash only, and still until the first deadline', () => {
    const order = given(...histories['confirmed by the buyer'], history.revised(other, ['buyer']));
    const confirm = (hash: string, at: Instant): Then<OrderEvent> =>
      order.when({ type: 'confirm-order', orderId: ORDER, contractHash: hash }, { by: buyer, at });
    confirm(contractHash, day(29)).thenRefused('contract-changed', { contractHash: digestOf(other) });
    confirm(digestOf(other), day(30)).thenRefused('order-expired-unconfirmed', { confirmBy: day(30) });
    expect(confirm(digestOf(other), day(30, -1)).decision.kind).toBe('happened');
  });
});

describe('ordering: the contract’s arithmetic', () => {
  /** A price with four decimals, as units of a hundredth of a cent. */
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 100_000 }),
    price: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  });
  const priced = ({ quantity, price }: { quantity: number; price: bigint }): ContractLine => {
    const unitPrice = `${price / 10_000n}.${(price % 10_000n).toString().padStart(4, '0')}`;
    return { product: 'A thing', quantity, unitPrice, amount: toData(lineAmount({ quantity, unitPrice }, USD)) };
  };
  const charge = fc.bigInt({ min: 0n, max: 10n ** 7n });
  const contracts = fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 8 }),
      charges: fc.array(charge, { maxLength: 3 }),
      share: fc.bigInt({ min: 1n, max: 100n }),
    })
    .map(({ lines, charges, share }) => {
      const parts = {
        lines: lines.map(priced),
        charges: charges.map((minor) => ({ kind: 'tax' as const, amount: toData(money(minor, USD)) })),
      };
      const total = contractTotal(parts, USD);
      const initial = money((total.minor * share + 99n) / 100n, USD);
      return { ...contract, ...parts, total: toData(total), initialPayment: toData(initial) };
    })
    .filter(({ total }) => total.minor !== '0');
  const decided = (written: Contract): Decision<OrderEvent> =>
    given().when({ type: 'draft-order', orderId: ORDER, contract: written }, { by: buyer, facts }).decision;

  it('rounds each line once, half to even', () => {
    fc.assert(
      fc.property(line, ({ quantity, price }) => {
        const expected = divideHalfEven(BigInt(quantity) * price, 100n);
        expect(fromData(priced({ quantity, price }).amount)).toStrictEqual(money(expected, USD));
      }),
    );
    expect(lineAmount({ quantity: 1, unitPrice: '0.125' }, USD).minor).toBe(12n);
    expect(lineAmount({ quantity: 3, unitPrice: '0.125' }, USD).minor).toBe(38n); // 37.5
    expect(lineAmount({ quantity: 550, unitPrice: '45.5805' }, USD).minor).toBe(2_506_928n); // 25,069.275
  });

  it('accepts what adds up, and nothing that is a cent away', () => {
    fc.assert(
      fc.property(contracts, fc.constantFrom(-1n, 1n), (written, cent) => {
        expect(decided(written).kind).toBe('happened');
        const total = toData(money(BigInt(written.total.minor) + cent, USD));
        expect(decided({ ...written, total })).toStrictEqual(
          no('total-mismatch', { expected: written.total, stated: total }),
        );
        const [first, ...rest] = written.lines as [ContractLine, ...ContractLine[]];
        const amount = toData(money(BigInt(first.amount.minor) + cent, USD));
        expect(decided({ ...written, lines: [{ ...first, amount }, ...rest] })).toStrictEqual(
          no('line-amount-mismatch', { line: 1, expected: first.amount, stated: amount }),
        );
      }),
    );
  });
});
