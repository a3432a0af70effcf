import { fromData, toText, type MoneyData, type RecordedEvent } from '#kernel';
import type { World } from './world.js';

/** The amounts that decide, in the order in which they are told. */
const TOLD = ['amount', 'allocated', 'excess', 'granted', 'claimed', 'reserved', 'remaining'];

/** What an event says, on one line: its type, and its amounts. */
const lineOf = ({ type, data }: RecordedEvent): string => {
  const amounts = TOLD.filter((field) => isMoney(data[field])).map(
    (field) => `${field} ${toText(fromData(data[field] as MoneyData)).amount}`,
  );
  return [type.replace(/\.v1$/, ''), amounts.join(', ')].filter((part) => part !== '').join(': ');
};

const isMoney = (value: unknown): boolean => typeof value === 'object' && value !== null && 'minor' in value;

/** Everything that happens while a test acts and the sagas come to rest: every event, in its order, with its money. */
export function courseOf(world: World, act: () => void): readonly string[] {
  const before = world.events.length;
  act();
  world.settle();
  return world.events.slice(before).map(lineOf);
}
