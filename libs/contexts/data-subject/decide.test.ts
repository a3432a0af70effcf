import { describe, expect, it } from '@jest/globals';
import { givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, yes, type Matrix } from '../../../test/support/matrix.js';
import { BUYER, everybody, operator } from '../../../test/support/people.js';
import { dataSubject, type DataSubjectCommand, type DataSubjectEvent, type ForgetDataSubject } from './index.js';

const given = givenOf(dataSubject);
const forget: ForgetDataSubject = { type: 'forget-data-subject', subjectId: BUYER, reason: 'asked-by-the-subject' };
const forgotten: DataSubjectEvent = {
  type: 'data-subject.forgotten.v1',
  data: { subjectId: BUYER, reason: 'asked-by-the-subject' },
};

/** Who has come back since he was forgotten leaves new data behind, and is forgotten anew. */
const histories = { 'never forgotten': [], 'forgotten before': [forgotten] } as const;
const matrix: Matrix<DataSubjectCommand['type'], keyof typeof histories, DataSubjectEvent> = {
  'forget-data-subject': { 'never forgotten': yes(forgotten), 'forgotten before': yes(forgotten) },
};

describe('data subject: every command in every situation', () => {
  it('leaves no pair out', () => {
    expectEveryPair(dataSubject, matrix, histories, {});
  });

  it.each(pairsOf(matrix))('$command: $situation', ({ situation, answer }) => {
    expect(given(...histories[situation]).when(forget, { by: operator }).decision).toStrictEqual(answer);
  });
});

describe('data subject: being forgotten', () => {
  it('is the operators’ to order', () => {
    for (const actor of everybody) {
      const { decision } = given().when(forget, { by: actor });
      expect(decision).toStrictEqual(actor === operator ? yes(forgotten) : no('only-an-operator-forgets'));
    }
  });
});
