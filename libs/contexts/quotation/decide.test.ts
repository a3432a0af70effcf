import { describe, expect, it } from '@jest/globals';
import { currency, organisationId, quotationId as toQuotationId } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { BUYER, SUPPLIER, everybody, supplier, thirdParties } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import { quotation, quotedLines, type GiveQuotation, type QuotationCommand, type QuotationEvent } from './index.js';

const given = givenOf(quotation);
const quotationId = toQuotationId(uuid('b', 1));
const facts = { supplier: { currency: currency('USD') } };
const lines = [{ product: 'City bicycle', quantity: 20, unitPrice: '118.505' }];
const subject = { quotationId, buyer: BUYER, supplier: SUPPLIER };
const content = { ...subject, listingId: null, currency: 'USD', lines };
const quoted: QuotationEvent = {
  type: 'quotation.given.v1',
  data: { ...content, givenAt: day(0), validUntil: day(30) },
};
const withdrawn: QuotationEvent = { type: 'quotation.withdrawn.v1', data: subject };
const give: GiveQuotation = { type: 'give-quotation', ...content, validForDays: 30 };

const histories = { unknown: [], given: [quoted], withdrawn: [quoted, withdrawn] } as const;
const commands = {
  'give-quotation': give,
  'withdraw-quotation': { type: 'withdraw-quotation', quotationId },
} as const satisfies { readonly [T in QuotationCommand['type']]: QuotationCommand & { type: T } };
const unknown = no('unknown-quotation', { quotationId });
const matrix: Matrix<QuotationCommand['type'], keyof typeof histories, QuotationEvent> = {
  'give-quotation': { unknown: yes(quoted), given: same, withdrawn: same },
  'withdraw-quotation': { unknown, given: yes(withdrawn), withdrawn: same },
};

describe('quotation: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(quotation, matrix, histories, { none: true, given: true, withdrawn: true });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    const { decision } = given(...histories[situation]).when(commands[command], { by: supplier, facts });
    expect(decision).toStrictEqual(answer);
  });

  it('is the supplier’s own, and a third party does not learn of it', () => {
    for (const actor of everybody) {
      const giving = given().when(give, { by: actor, facts }).decision;
      const taking = given(quoted).when(commands['withdraw-quotation'], { by: actor }).decision;
      if (actor === supplier) expect([giving, taking]).toStrictEqual([yes(quoted), yes(withdrawn)]);
      else {
        expect(giving).toStrictEqual(no('only-the-supplier-quotes'));
        const isThird = thirdParties.includes(actor);
        expect(taking).toStrictEqual(isThird ? unknown : no('only-the-supplier-withdraws-a-quotation'));
      }
    }
  });
});

describe('quotation: what is quoted', () => {
  it.each<[Partial<GiveQuotation>, string, object]>([
    [{ currency: 'EUR' }, 'currency-mismatch', { expected: 'USD', stated: 'EUR' }],
    [{ lines: [] }, 'no-lines', {}],
    [{ lines: [{ ...lines[0]!, quantity: 0 }] }, 'quantity-not-positive', { line: 1, quantity: 0 }],
    [{ lines: [{ ...lines[0]!, unitPrice: '-1' }] }, 'unit-price-negative', { line: 1, unitPrice: '-1' }],
    [{ validForDays: 0 }, 'validity-not-positive', { validForDays: 0 }],
    [{ buyer: organisationId(SUPPLIER) }, 'parties-not-distinct', { organisation: SUPPLIER }],
  ])('could stand in a contract: not %j', (changes, code, why) => {
    given()
      .when({ ...give, ...changes }, { by: supplier, facts })
      .thenRefused(code, why as never);
  });

  it('is quoted by one with whom contracts are written', () => {
    for (const none of [{ supplier: null }, undefined])
      given()
        .when(give, { by: supplier, ...(none && { facts: none }) })
        .thenRefused('unknown-supplier', { supplierId: SUPPLIER });
  });

  it.each<Partial<GiveQuotation>>([
    { buyer: organisationId('another-buyer') },
    { lines: [{ ...lines[0]!, product: 'Other' }] },
    { lines: [{ ...lines[0]!, specification: 'Red' }] },
    { lines: [{ ...lines[0]!, quantity: 21 }] },
    { lines: [{ ...lines[0]!, unitPrice: '118.5' }] },
    { lines: [...lines, ...lines] },
  ])('again with something else is a conflict: %j', (changes) => {
    given(quoted)
      .when({ ...give, ...changes }, { by: supplier, facts })
      .thenRefused('quotation-already-given', { quotationId });
  });

  it('is known to others until it is withdrawn', () => {
    const after = (...events: readonly QuotationEvent[]) =>
      quotedLines(foldOf(quotation, quotation.initialState, events));
    expect(after()).toBeNull();
    expect(after(quoted)).toStrictEqual({ ...content, validUntil: day(30) });
    expect(after(quoted, withdrawn)).toBeNull();
  });
});
