import { describe, expect, it } from '@jest/globals';
import { localDate } from '#kernel';
import type { Purchase, Vendor } from './purchases.js';
import { morningOf, scheduleOf } from './schedule.js';

const purchase = (id: number, vendorId: number, orderDate: string, shipDate?: string): Purchase =>
  ({
    id,
    vendor: { id: vendorId } as Vendor,
    lines: [],
    orderDate: localDate(orderDate),
    ...(shipDate === undefined ? { status: 'pending' } : { status: 'complete', shipDate: localDate(shipDate) }),
  }) as unknown as Purchase; // nothing else of it decides about days

describe('the schedule of an import', () => {
  it('has the days in order, each supplier’s purchases by their ids, and what is shipped', () => {
    const days = scheduleOf([
      purchase(12, 1, '2022-04-16', '2022-04-16'),
      purchase(9, 1, '2022-04-15', '2022-04-20'),
      purchase(10, 2, '2022-04-15'),
      purchase(2, 1, '2022-04-15', '2022-04-16'),
      purchase(7, 1, '2021-12-31', '2022-04-16'),
    ]);
    const ids = days.map(({ date, ordered, shipped }) => [
      date,
      ordered.map((ofSupplier) => ofSupplier.map(({ id }) => id)),
      shipped.map(({ id }) => id),
    ]);
    expect(ids).toEqual([
      ['2021-12-31', [[7]], []],
      ['2022-04-15', [[2, 9], [10]], []],
      ['2022-04-16', [[12]], [2, 7, 12]],
      ['2022-04-20', [], [9]],
    ]);
  });

  it('begins no day in the hour in which something from an earlier day falls due', () => {
    const days = Array.from({ length: 40 }, (_, n) =>
      localDate(new Date(Date.UTC(2024, 1, 20 + n)).toISOString().slice(0, 10)),
    );
    const HOUR = 3_600_000;
    for (const date of days)
      for (const hours of [3, 5, 7, 10, 15, 30, 45, 60, 90, 180].flatMap((periods) => [
        periods * 24,
        periods * 24 + 1,
      ])) {
        const due = Date.parse(morningOf(date)) + hours * HOUR;
        const morning = Date.parse(morningOf(localDate(new Date(due).toISOString().slice(0, 10))));
        expect([date, hours, Math.abs(due - morning) >= HOUR]).toEqual([date, hours, true]);
      }
  });

  it('is empty for nothing', () => {
    expect(scheduleOf([])).toEqual([]);
  });
});
