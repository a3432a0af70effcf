import { describe, expect, it } from '@jest/globals';
import { givenOf } from '../../../test/support/decider.js';
import { no, yes } from '../../../test/support/matrix.js';
import { BUYER, everybody, operator } from '../../../test/support/people.js';
import { dataSubject, type DataSubjectEvent, type ForgetDataSubject } from './index.js';

const given = givenOf(dataSubject);
const forget: ForgetDataSubject = { type: 'forget-data-subject', subjectId: BUYER, reason: 'asked-by-the-subject' };
const forgotten: DataSubjectEvent = {
  type: 'data-subject.forgotten.v1',
  data: { subjectId: BUYER, reason: 'asked-by-the-subject' },
};

describe('data subject: being forgotten', () => {
  it.each([
    ['who was never forgotten', []],
    ['who has come back since', [forgotten]],
  ])('is for one %s', (_, history) => {
    given(...history)
      .when(forget, { by: operator })
      .then(forgotten);
  });

  it('is the operators’ to order', () => {
    for (const actor of everybody) {
      const { decision } = given().when(forget, { by: actor });
      expect(decision).toStrictEqual(actor === operator ? yes(forgotten) : no('only-an-operator-forgets'));
    }
  });
});
