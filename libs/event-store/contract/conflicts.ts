import { describe, expect, it } from '@jest/globals';
import { WrongExpectedRevision } from '../errors.js';
import type { ExpectedRevision } from '../port.js';
import { eventsOf, newEvent, newEvents, newStream, numbersIn, upTo, type Subject } from './subject.js';

interface Case {
  readonly what: string;
  /** How many events the stream has. */
  readonly has: number;
  readonly expected: ExpectedRevision;
  readonly actual: number | undefined;
}

const CASES: readonly Case[] = [
  { what: 'a stream that is there, at no-stream', has: 3, expected: 'no-stream', actual: 2 },
  { what: 'a revision that has been passed', has: 3, expected: 1, actual: 2 },
  { what: 'a revision that is not reached yet', has: 3, expected: 3, actual: 2 },
  { what: 'a revision far away', has: 1, expected: Number.MAX_SAFE_INTEGER, actual: 0 },
  { what: 'a revision of a stream that is not there', has: 0, expected: 0, actual: undefined },
  { what: 'a stream that is not there, at exists', has: 0, expected: 'exists', actual: undefined },
];

const AT_ONCE = 40;

export function conflicts(subject: Subject): void {
  describe('append, in conflict', () => {
    it.each(CASES)('with $what, says where the stream is and writes nothing', async ({ has, expected, actual }) => {
      const stream = newStream();
      if (has > 0) await subject.store.append(stream, newEvents(has), 'no-stream');
      const refused = subject.store.append(stream, newEvents(2, 100), expected);
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(refused).rejects.toMatchObject({ stream, expected, actual });
      expect(numbersIn(await eventsOf(subject.store.readStream(stream)))).toEqual(upTo(has));
    });

    it.each<{ readonly at: ExpectedRevision; readonly has: number }>([
      { at: 'no-stream', has: 0 },
      { at: 1, has: 2 },
    ])('lets exactly one of many win that come at once at $at', async ({ at, has }) => {
      const stream = newStream();
      if (has > 0) await subject.store.append(stream, newEvents(has), 'no-stream');
      const outcomes = await Promise.allSettled(
        Array.from({ length: AT_ONCE }, (_, n) => subject.store.append(stream, newEvents(2, 10 + 2 * n), at)),
      );
      const winners = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
      expect(winners).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toBeInstanceOf(WrongExpectedRevision);
          expect(outcome.reason).toMatchObject({ stream, expected: at, actual: has + 1 });
        }
      const won = 10 + 2 * (winners[0] ?? 0);
      expect(numbersIn(await eventsOf(subject.store.readStream(stream)))).toEqual([...upTo(has), won, won + 1]);
    });

    it('does not disturb the appends that come at the same time', async () => {
      const taken = newStream();
      await subject.store.append(taken, newEvents(1), 'no-stream');
      const streams = Array.from({ length: AT_ONCE }, () => newStream());
      const outcomes = await Promise.allSettled(
        streams.flatMap((stream) => [
          subject.store.append(stream, newEvents(2), 'no-stream'),
          subject.store.append(taken, newEvents(1), 'no-stream'),
        ]),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(streams.flatMap(() => ['fulfilled', 'rejected']));
      for (const stream of streams) expect(await eventsOf(subject.store.readStream(stream))).toHaveLength(2);
    });

    it('is no end: the stream takes the next append at the revision that the conflict named', async () => {
      const stream = newStream();
      await subject.store.append(stream, newEvents(3), 'no-stream');
      const conflict: unknown = await subject.store.append(stream, [newEvent()], 0).catch((error: unknown) => error);
      const actual = conflict instanceof WrongExpectedRevision ? (conflict.actual ?? -1) : -1;
      expect((await subject.store.append(stream, [newEvent()], actual)).revision).toBe(3);
    });
  });
}
