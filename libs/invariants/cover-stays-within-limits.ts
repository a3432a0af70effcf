import { add, fromData, isLess, remainderOf, subtract, toData, zero, type Money, type MoneyData } from '#kernel';
import type { CoverageEvent } from '#contexts/coverage';
import type { Check } from './invariant.js';

/** A supplier's line, added up anew from what each event says of one order: nothing that an event sums up is believed. */
interface Line {
  limit: Money;
  readonly reserved: Map<string, Money>;
  consumed: Money;
  restored: Money;
}

/** 1. Per supplier: what was granted was there to be granted, and what remains is never below nothing. */
export function coverStaysWithinLimits(): Check {
  const lines = new Map<string, Line>();
  return {
    invariant: 1,
    rule: 'Per supplier: reserved + consumed ≤ the highest limit in force when each was granted; remaining ≥ 0.',
    take: (recorded) => {
      if (!recorded.type.startsWith('coverage.')) return undefined;
      const event = recorded as unknown as CoverageEvent; // the contexts' types are named after them
      const { supplierId } = event.data;
      const line = lines.get(supplierId) ?? newLine(fromData(event.data.limit));
      lines.set(supplierId, line);
      return after(line, event) ?? disagreement(line, event.data);
    },
  };
}

const newLine = (limit: Money): Line => ({
  limit,
  reserved: new Map(),
  consumed: zero(limit.currency),
  restored: zero(limit.currency),
});

function after(line: Line, event: CoverageEvent): string | undefined {
  switch (event.type) {
    case 'coverage.limit-granted.v1':
    case 'coverage.limit-changed.v1':
      line.limit = fromData(event.data.limit);
      return undefined;
    case 'coverage.reserved.v1':
      return reserve(line, event.data.orderId, fromData(event.data.granted));
    case 'coverage.adjusted.v1': {
      const more = subtract(fromData(event.data.granted), fromData(event.data.previous.granted));
      return reserve(line, event.data.orderId, add(reservedBy(line, event.data.orderId), more));
    }
    case 'coverage.held.v1':
      return event.data.late ? reserve(line, event.data.orderId, fromData(event.data.cover.reserved)) : undefined;
    case 'coverage.unheld.v1':
      return undefined;
    case 'coverage.consumed.v1': {
      const { orderId, amount } = event.data;
      const left = subtract(reservedBy(line, orderId), fromData(amount));
      if (left.minor < 0n) return `${textOf(amount)} was consumed of ${textOf(toData(reservedBy(line, orderId)))}`;
      line.reserved.set(orderId, left);
      line.consumed = add(line.consumed, fromData(amount));
      return undefined;
    }
    case 'coverage.restored.v1':
      line.restored = add(line.restored, fromData(event.data.amount));
      return isLess(line.consumed, line.restored) ? 'more was restored than consumed' : undefined;
    case 'coverage.released.v1':
      line.reserved.delete(event.data.orderId);
      return undefined;
  }
}

/** A reservation may grow by what remains, and never by more. */
function reserve(line: Line, orderId: string, reserved: Money): string | undefined {
  const before = reservedBy(line, orderId);
  const more = subtract(reserved, before);
  const remaining = remainingOf(line);
  line.reserved.set(orderId, reserved);
  if (more.minor <= 0n || !isLess(remaining, more)) return undefined;
  return `${textOf(toData(more))} was granted of ${textOf(toData(remaining))} that remained`;
}

/** What the event says of where the line stands is what adding up gives. */
function disagreement(line: Line, said: CoverageEvent['data']): string | undefined {
  const reserved = toData(totalOf(line));
  const remaining = toData(remainingOf(line));
  if (said.reserved.minor !== reserved.minor)
    return `it says that ${textOf(said.reserved)} are reserved, and they are ${textOf(reserved)}`;
  if (said.remaining.minor !== remaining.minor)
    return `it says that ${textOf(said.remaining)} remain, and they are ${textOf(remaining)}`;
  return undefined;
}

const reservedBy = (line: Line, orderId: string): Money => line.reserved.get(orderId) ?? zero(line.limit.currency);
const totalOf = (line: Line): Money => [...line.reserved.values()].reduce(add, zero(line.limit.currency));
const remainingOf = (line: Line): Money =>
  remainderOf(add(line.limit, line.restored), add(totalOf(line), line.consumed));

const textOf = ({ minor, currency }: MoneyData): string => `${currency} ${minor} (minor units)`;
