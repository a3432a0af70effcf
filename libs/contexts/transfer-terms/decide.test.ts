import { describe, expect, it } from '@jest/globals';
import { givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { everybody, operator } from '../../../test/support/people.js';
import { usd } from '../../../test/support/values.js';
import { transferTerms, type TransferTermsCommand, type TransferTermsEvent } from './index.js';

const given = givenOf(transferTerms);
const fee = (amount: string | null): TransferTermsEvent => ({
  type: 'transfer-terms.fee-set.v1',
  data: { country: 'DE', fee: amount === null ? null : usd(amount) },
});
const weekdays: TransferTermsEvent = { type: 'transfer-terms.calendar-set.v1', data: { calendar: 'weekdays' } };

const histories = { nothing: [], 'another fee': [fee('20.00')], 'all said': [fee('25.00'), weekdays] } as const;
type Situation = keyof typeof histories;
const commands = {
  'set-transfer-fee': { type: 'set-transfer-fee', country: 'DE', fee: usd('25.00') },
  'set-transfer-calendar': { type: 'set-transfer-calendar', calendar: 'weekdays' },
} as const satisfies { readonly [T in TransferTermsCommand['type']]: TransferTermsCommand & { type: T } };

const matrix: Matrix<TransferTermsCommand['type'], Situation, TransferTermsEvent> = {
  'set-transfer-fee': { nothing: yes(fee('25.00')), 'another fee': yes(fee('25.00')), 'all said': same },
  'set-transfer-calendar': { nothing: yes(weekdays), 'another fee': yes(weekdays), 'all said': same },
};

describe('the terms of transfers: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(transferTerms, matrix, histories, {});
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    expect(given(...histories[situation]).when(commands[command], { by: operator }).decision).toStrictEqual(answer);
  });

  it.each(Object.values(commands))('$type is an operator’s alone', (command) => {
    for (const by of everybody)
      if (by !== operator)
        expect(given().when(command, { by }).decision).toStrictEqual(no('only-an-operator-sets-transfer-terms'));
  });
});

describe('a fee', () => {
  it('is taken back once, and was never negative', () => {
    const takeBack = { type: 'set-transfer-fee', country: 'DE', fee: null } as const;
    given(fee('20.00')).when(takeBack, { by: operator }).then(fee(null));
    given(fee('20.00'), fee(null)).when(takeBack, { by: operator }).thenNothing();
    given()
      .when({ ...takeBack, fee: usd('-0.01') }, { by: operator })
      .thenRefused('fee-negative', { fee: usd('-0.01') });
  });
});
