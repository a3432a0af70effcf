import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { account } from '../../../test/support/order-history.js';
import { SUPPLIER, everybody, operator, supplier as himself } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import {
  accountsOf,
  supplier,
  supplierTerms,
  type EnrolSupplier,
  type SupplierCommand,
  type SupplierEvent,
} from './index.js';

const given = givenOf(supplier);
const content = { supplierId: SUPPLIER, name: 'Ningbo Cycles', designatedAccount: account, limit: usd('2000.00') };
const enrol: EnrolSupplier = { type: 'enrol-supplier', ...content };
const enrolled: SupplierEvent = { type: 'supplier.enrolled.v1', data: content };
const profile = { supplierId: SUPPLIER, name: 'Ningbo Cycles', about: 'Frames since 1987.' };
const changed: SupplierEvent = { type: 'supplier.profile-changed.v1', data: profile };
const another = { ...account, bank: 'HSBC', number: '77-1' };
const designated: SupplierEvent = {
  type: 'supplier.account-designated.v1',
  data: { supplierId: SUPPLIER, designatedAccount: another, number: 2, designatedAt: day(0) },
};
const suspended: SupplierEvent = {
  type: 'supplier.suspended.v1',
  data: { supplierId: SUPPLIER, reason: 'under-review' },
};
const reinstated: SupplierEvent = { type: 'supplier.reinstated.v1', data: { supplierId: SUPPLIER } };

const histories = {
  unknown: [],
  enrolled: [enrolled],
  changed: [enrolled, changed],
  designated: [enrolled, designated],
  suspended: [enrolled, suspended],
  reinstated: [enrolled, suspended, reinstated],
} as const;
type Situation = keyof typeof histories;

const commands = {
  'enrol-supplier': enrol,
  'change-profile': { type: 'change-profile', ...profile },
  'designate-account': { type: 'designate-account', supplierId: SUPPLIER, designatedAccount: another },
  'suspend-supplier': { type: 'suspend-supplier', supplierId: SUPPLIER, reason: 'under-review' },
  'reinstate-supplier': { type: 'reinstate-supplier', supplierId: SUPPLIER },
} as const satisfies { readonly [T in SupplierCommand['type']]: SupplierCommand & { type: T } };

const unknown = no('unknown-supplier', { supplierId: SUPPLIER });
const inEach = (answer: ReturnType<typeof yes<SupplierEvent>>) => ({
  unknown,
  enrolled: answer,
  changed: answer,
  designated: answer,
  suspended: answer,
  reinstated: answer,
});
const matrix: Matrix<SupplierCommand['type'], Situation, SupplierEvent> = {
  'enrol-supplier': { ...inEach(same), unknown: yes(enrolled) },
  'change-profile': { ...inEach(yes(changed)), changed: same },
  'designate-account': { ...inEach(yes(designated)), designated: same },
  'suspend-supplier': { ...inEach(yes(suspended)), suspended: same },
  'reinstate-supplier': { ...inEach(same), suspended: yes(reinstated) },
};

describe('supplier: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(supplier, matrix, histories, { none: true, enrolled: true, suspended: true });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    const { decision } = given(...histories[situation]).when(commands[command], { by: operator });
    expect(decision).toStrictEqual(answer);
  });

  it.each<[SupplierCommand['type'], Situation, readonly Actor[], string]>([
    ['enrol-supplier', 'unknown', [operator], 'only-an-operator-enrols-a-supplier'],
    ['change-profile', 'enrolled', [operator, himself], 'only-the-supplier-or-an-operator-changes-a-profile'],
    ['designate-account', 'enrolled', [operator], 'only-an-operator-designates-an-account'],
    ['suspend-supplier', 'enrolled', [operator], 'only-an-operator-suspends-a-supplier'],
    ['reinstate-supplier', 'suspended', [operator], 'only-an-operator-reinstates-a-supplier'],
  ])('%s is not everybody’s: the supplier does not designate his own account', (name, situation, allowed, code) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name], { by: actor });
      if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
      else expect(decision).toStrictEqual(no(code));
    }
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
});

describe('supplier: the designated account', () => {
  const stateAfter = (...events: readonly SupplierEvent[]) => foldOf(supplier, supplier.initialState, events);

  it('is the newest for new instructions, and the earlier ones still count', () => {
    const state = stateAfter(enrolled, designated);
    expect(supplierTerms(state)?.designatedAccount).toStrictEqual(another);
    expect(accountsOf(state)).toStrictEqual([
      { designatedAccount: account, since: null },
      { designatedAccount: another, since: day(0) },
    ]);
    expect(accountsOf(supplier.initialState)).toStrictEqual([]);
  });

  it('may be an earlier one again', () => {
    const back = { type: 'designate-account', supplierId: SUPPLIER, designatedAccount: account } as const;
    const data = { supplierId: SUPPLIER, designatedAccount: account, number: 3, designatedAt: day(9) };
    given(enrolled, designated)
      .when(back, { by: operator, at: day(9) })
      .then({ type: 'supplier.account-designated.v1', data });
  });

  it.each([['bank'], ['holder'], ['number']] as const)('is another one with another %s', (field) => {
    const command = { ...commands['designate-account'], designatedAccount: { ...account, [field]: 'another' } };
    expect(given(enrolled).when(command, { by: operator }).decision.kind).toBe('happened');
  });
});

describe('supplier: what an order must know', () => {
  const termsAfter = (...events: readonly SupplierEvent[]) =>
    supplierTerms(foldOf(supplier, supplier.initialState, events));

  it('is there as long as contracts are written with him', () => {
    const terms = { name: 'Ningbo Cycles', designatedAccount: account, currency: 'USD' };
    expect(termsAfter()).toBeNull();
    expect(termsAfter(enrolled)).toStrictEqual(terms);
    expect(termsAfter(enrolled, suspended)).toBeNull();
    expect(termsAfter(enrolled, suspended, reinstated)).toStrictEqual(terms);
  });
});
