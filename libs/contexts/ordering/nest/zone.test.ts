import { describe, expect, it } from '@jest/globals';
import { localDate } from '#kernel';
import { endOfDayIn } from './zone.js';

describe('the end of a day in a zone', () => {
  it.each([
    ['UTC', '2027-03-31', '2027-04-01T00:00:00.000Z'],
    ['Asia/Shanghai', '2027-03-31', '2027-03-31T16:00:00.000Z'],
    ['America/New_York', '2027-03-14', '2027-03-15T04:00:00.000Z'], // clocks went forward that morning
    ['America/New_York', '2027-11-07', '2027-11-08T05:00:00.000Z'], // and back
    ['Asia/Kathmandu', '2027-01-01', '2027-01-01T18:15:00.000Z'],
    ['America/Havana', '2027-03-13', '2027-03-14T05:00:00.000Z'], // forward at midnight: the day ends with the jump
    ['America/Havana', '2027-11-06', '2027-11-07T04:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-01-01', '2027-01-01T10:00:00.000Z'],
  ])('%s, %s', (zone, day, end) => {
    expect(endOfDayIn(localDate(day), zone)).toBe(end);
  });

  it('is unknown where there is no such zone', () => {
    expect(endOfDayIn(localDate('2027-03-31'), 'Middle-earth/Shire')).toBeNull();
  });
});
