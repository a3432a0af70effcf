import { describe, expect, it } from '@jest/globals';
import { WrongExpectedRevision } from '../errors.js';
import type { ExpectedRevision } from '../port.js';
import { eventsOf, newEvent, newEvents, newStream, numbersIn, upTo, type Subject } from './subject.js';

/** Every form of expected revision, each with as many events before it as it needs. */
const FORMS: readonly { readonly expected: ExpectedRevision; readonly has: number }[] = [
  { expected: 'no-stream', has: 0 },
  { expected: 2, has: 3 },
  { expected: 'any', has: 0 },
  { expected: 'any', has: 3 },
  { expected: 'exists', has: 3 },
];

export function repeats(subject: Subject): void {
  describe.each(FORMS)('the same append again, at $expected after $has events', ({ expected, has }) => {
    async function prepared() {
      const stream = newStream();
      if (has > 0) await subject.store.append(stream, newEvents(has), 'no-stream');
      return { stream, events: newEvents(3, has) };
    }
    const storedIn = async (stream: string) => numbersIn(await eventsOf(subject.store.readStream(stream)));

    it('answers with the original result and writes nothing', async () => {
      const { stream, events } = await prepared();
      const original = await subject.store.append(stream, events, expected);
      expect(await subject.store.append(stream, events, expected)).toEqual(original);
      expect(await subject.store.append(stream, events, expected)).toEqual(original);
      expect(await storedIn(stream)).toEqual(upTo(has + 3));
    });

    it('does so when other events came in between, there and elsewhere', async () => {
      const { stream, events } = await prepared();
      const original = await subject.store.append(stream, events, expected);
      await subject.store.append(newStream(), newEvents(2), 'any');
      await subject.store.append(stream, newEvents(2, has + 3), original.revision);
      await subject.store.append(stream, newEvents(1, has + 5), 'any');
      expect(await subject.store.append(stream, events, expected)).toEqual(original);
      expect(await storedIn(stream)).toEqual(upTo(has + 6));
    });

    it('does so after a restart', async () => {
      const { stream, events } = await prepared();
      const original = await subject.store.append(stream, events, expected);
      await subject.store.append(stream, newEvents(2, has + 3), original.revision);
      await subject.restart();
      expect(await subject.store.append(stream, events, expected)).toEqual(original);
      expect(await storedIn(stream)).toEqual(upTo(has + 5));
    });

    it('does so when all come at once', async () => {
      const { stream, events } = await prepared();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => subject.store.append(stream, events, expected)),
      );
      expect(answers).toEqual(answers.map(() => answers[0]));
      expect(await storedIn(stream)).toEqual(upTo(has + 3));
    });

    it('is known by the ids alone: what was stored first stays', async () => {
      const { stream, events } = await prepared();
      const original = await subject.store.append(stream, events, expected);
      const changed = events.map((event) => ({ ...event, data: { n: 'changed' } }));
      expect(await subject.store.append(stream, changed, expected)).toEqual(original);
      expect(await storedIn(stream)).toEqual(upTo(has + 3));
    });

    it('is a conflict when only a part of it is there', async () => {
      const { stream, events } = await prepared();
      const [a = newEvent(), b = newEvent(), c = newEvent()] = events;
      await subject.store.append(stream, events, expected);
      for (const overlap of [
        [a, b, c, newEvent()],
        [a, b, newEvent()],
        [newEvent(), b, c],
        [a, c],
        [c, b, a],
      ]) {
        const refused = subject.store.append(stream, overlap, expected);
        await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
        await expect(refused).rejects.toMatchObject({ stream, expected, actual: has + 2 });
      }
      expect(await storedIn(stream)).toEqual(upTo(has + 3));
    });

    it('is no repeat in another stream', async () => {
      const { stream, events } = await prepared();
      const other = await prepared();
      await subject.store.append(stream, events, expected);
      await subject.store.append(other.stream, events, expected);
      expect(await storedIn(stream)).toEqual(upTo(has + 3));
      expect(await storedIn(other.stream)).toEqual(upTo(has + 3));
    });
  });

  describe('an append that another was faster than', () => {
    it('stays a conflict however often it is tried', async () => {
      const stream = newStream();
      await subject.store.append(stream, newEvents(1), 'no-stream');
      const slower = newEvents(1);
      await subject.store.append(stream, newEvents(1), 0);
      for (let tries = 0; tries < 3; tries++)
        await expect(subject.store.append(stream, slower, 0)).rejects.toMatchObject({ actual: 1 });
    });
  });
}
