import { describe, expect, it } from '@jest/globals';
import { givenOf } from '../../../test/support/decider.js';
import { no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { account } from '../../../test/support/order-history.js';
import { SUPPLIER, everybody, operator } from '../../../test/support/people.js';
import { usd } from '../../../test/support/values.js';
import { supplier, supplierTerms, type EnrolSupplier, type SupplierEvent } from './index.js';

const given = givenOf(supplier);
const content = { supplierId: SUPPLIER, name: 'Ningbo Cycles', designatedAccount: account, limit: usd('2000.00') };
const enrol: EnrolSupplier = { type: 'enrol-supplier', ...content };
const enrolled: SupplierEvent = { type: 'supplier.enrolled.v1', data: content };

describe('supplier: every command in every situation', () => {
  const histories = { unknown: [], enrolled: [enrolled] };
  const matrix: Matrix<'enrol-supplier', keyof typeof histories, SupplierEvent> = {
    'enrol-supplier': { unknown: yes(enrolled), enrolled: same },
  };
  it.each(pairsOf(matrix))('$command: $situation', ({ situation, answer }) => {
    expect(given(...histories[situation]).when(enrol, { by: operator }).decision).toStrictEqual(answer);
  });
});

describe('supplier: enrolment', () => {
  it.each<[string, Partial<EnrolSupplier>]>([
    ['name', { name: 'Ningbo Bikes' }],
    ['limit', { limit: usd('2000.01') }],
    ['bank', { designatedAccount: { ...account, bank: 'HSBC' } }],
    ['account holder', { designatedAccount: { ...account, holder: 'Somebody else' } }],
    ['account number', { designatedAccount: { ...account, number: '8001-2346' } }],
  ])('with another %s is another one', (_, changes) => {
    given(enrolled)
      .when({ ...enrol, ...changes }, { by: operator })
      .thenRefused('supplier-already-enrolled', { supplierId: SUPPLIER });
  });

  it('is the operators’: the supplier does not designate his own account', () => {
    for (const actor of everybody) {
      const { decision } = given().when(enrol, { by: actor });
      expect(decision).toStrictEqual(actor === operator ? yes(enrolled) : no('only-an-operator-enrols-a-supplier'));
    }
  });

  it('takes a limit of nothing, but no negative one', () => {
    const limit = usd('0.00');
    given()
      .when({ ...enrol, limit }, { by: operator })
      .then({ ...enrolled, data: { ...content, limit } });
    const negative = usd('-0.01');
    given()
      .when({ ...enrol, limit: negative }, { by: operator })
      .thenRefused('limit-negative', { limit: negative });
  });

  it('says what an order must know', () => {
    expect(supplierTerms(supplier.initialState)).toBeNull();
    expect(supplierTerms(supplier.evolve(supplier.initialState, enrolled))).toStrictEqual({
      name: 'Ningbo Cycles',
      designatedAccount: account,
      currency: 'USD',
    });
  });
});
