import { describe, expect, it } from '@jest/globals';
import { actsAs, isPlatform, isTooEarly, orderId, organisationId, ROLES, systemActor } from './index.js';

describe('an actor', () => {
  const buyer = { id: 'ann', onBehalfOf: null, organisation: 'northwind', role: 'buyer' } as const;

  it('acts by role and organisation', () => {
    expect(actsAs(buyer, 'buyer', 'northwind')).toBe(true);
    expect(actsAs(buyer, 'supplier', 'northwind')).toBe(false);
    expect(actsAs(buyer, 'buyer', 'southwind')).toBe(false);
  });

  it('is the platform in the system’s role alone', () => {
    expect(isPlatform(systemActor('saga-coverage'))).toBe(true);
    for (const role of ROLES) expect(isPlatform({ ...buyer, role })).toBe(role === 'system');
  });
});

describe('an id', () => {
  it('has the form of its kind', () => {
    expect(orderId('0f8fad5b-d9cb-469f-a165-70867728950e')).toBe('0f8fad5b-d9cb-469f-a165-70867728950e');
    expect(() => orderId('order-1')).toThrow(RangeError);
    expect(organisationId('northwind')).toBe('northwind');
    expect(() => organisationId('North Wind')).toThrow(RangeError);
  });
});

describe('a refusal that is not final', () => {
  it.each([
    ['too-early', true],
    ['reservation-too-early', true],
    ['escalation-too-early', true],
    ['too-early-bird', false],
    ['late', false],
  ])('%s: %s', (code, expected) => {
    expect(isTooEarly(code)).toBe(expected);
  });
});
