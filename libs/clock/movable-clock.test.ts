import { describe, expect, it } from '@jest/globals';
import { addMillis, instant, organisationId, toEpochMillis, type Actor, type Instant } from '#kernel';
import type { EventStore, SubscribeOptions, SubscriptionBatch } from '#event-store';
import { CommandPipeline, type CommandResult } from '#runtime';
import { fromOutside, noRules } from '../../test/support/bank.js';
import { afterThisTest, openEventStore, temporaryFolder, WatchedStore } from '../../test/support/event-store.js';
import { MOVABLE, MovableClock, movements, SystemClock, type ClockCommand } from './index.js';

const DAY = 86_400_000;
const operator: Actor = { id: 'olga', onBehalfOf: null, organisation: organisationId('platform'), role: 'operator' };

async function openClock(eventStore: EventStore): Promise<MovableClock> {
  const clock = await MovableClock.open(eventStore);
  afterThisTest(() => clock.close());
  return clock;
}

function move(
  eventStore: EventStore,
  clock: MovableClock,
  command: ClockCommand,
  actor = operator,
): Promise<CommandResult> {
  const pipeline = new CommandPipeline({ eventStore, clock, rules: noRules, digestKey: new Uint8Array(32) });
  const facts = () => Promise.resolve({ realNow: new SystemClock().now() });
  return pipeline.run(movements, MOVABLE, command, fromOutside(undefined, { actor }), facts);
}

/** The clocks tick on while a test runs, so they agree to within a second. */
const expectAbout = (actual: Instant, expected: Instant): void =>
  expect(Math.abs(toEpochMillis(actual) - toEpochMillis(expected))).toBeLessThan(1_000);

/** Tells of the first event when it is let, and of no other. */
class LateStore extends WatchedStore {
  #tell = (): void => undefined;
  readonly #told = new Promise<void>((resolve) => (this.#tell = resolve));
  #taken = (): void => undefined;
  readonly #first = new Promise<void>((resolve) => (this.#taken = resolve));

  /** Resolves when the subscriber has taken it. */
  tellFirst(): Promise<void> {
    this.#tell();
    return this.#first;
  }

  override subscribe = async function* (this: LateStore, options: SubscribeOptions): AsyncIterable<SubscriptionBatch> {
    for await (const { events, upTo, caughtUp } of this.inner.subscribe(options)) {
      await this.#told;
      yield { events: events.slice(0, 1), upTo, caughtUp };
      if (events.length > 0) this.#taken();
    }
  };
}

describe('MovableClock', () => {
  it('shows the real time until it is moved', async () => {
    const clock = await openClock(await openEventStore(await temporaryFolder()));
    expectAbout(clock.now(), new SystemClock().now());
    expect(clock.offsetMillis).toBe(0);
  });

  it('keeps every movement in the store, across a restart', async () => {
    const store = await openEventStore(await temporaryFolder());
    const clock = await openClock(store);
    await move(store, clock, { type: 'advance-clock', byMillis: 5 * DAY });
    await clock.refresh();
    await move(store, clock, { type: 'advance-clock', byMillis: DAY });
    await clock.refresh();
    expect(clock.offsetMillis).toBe(6 * DAY);
    const later = await openClock(store);
    expect(later.offsetMillis).toBe(6 * DAY);
    expectAbout(later.now(), addMillis(new SystemClock().now(), 6 * DAY));
  });

  it('is never moved to where it could not run on, or a deadline could not be told', async () => {
    const store = await openEventStore(await temporaryFolder());
    const clock = await openClock(store);
    const refused = { kind: 'refused', code: 'clock-out-of-range' };
    for (const to of ['9000-01-01T00:00:00Z', '9999-12-31T23:59:58Z', '0099-12-31T23:59:59Z'])
      expect(await move(store, clock, { type: 'set-clock', to: instant(to) })).toMatchObject(refused);
    expect(await move(store, clock, { type: 'advance-clock', byMillis: 8_000 * 365 * DAY })).toMatchObject(refused);
    expect((await move(store, clock, { type: 'set-clock', to: instant('8999-12-31T00:00:00Z') })).kind).toBe(
      'accepted',
    );
  });

  it('can be set to another time, the past as well, and goes on from there', async () => {
    const store = await openEventStore(await temporaryFolder());
    const clock = await openClock(store);
    for (const to of [instant('2030-01-01T00:00:00.000Z'), instant('2011-04-16T00:00:00.000Z')]) {
      await move(store, clock, { type: 'set-clock', to });
      await clock.refresh();
      expectAbout(clock.now(), to);
    }
  });

  it('follows the movements of another process on the same store', async () => {
    const folder = await temporaryFolder();
    const [mine, theirs] = [await openEventStore(folder), await openEventStore(folder)];
    const [here, there] = [await openClock(mine), await openClock(theirs)];
    await move(theirs, there, { type: 'advance-clock', byMillis: DAY });
    const giveUpAt = Date.now() + 10_000;
    while (here.offsetMillis !== DAY && Date.now() < giveUpAt) await new Promise((done) => setTimeout(done, 5));
    expect(here.offsetMillis).toBe(DAY);
  });

  it('is not put back by a movement that it is told of late', async () => {
    const store = new LateStore(await openEventStore(await temporaryFolder()));
    const clock = await openClock(store);
    for (let day = 1; day <= 2; day++) {
      await move(store, clock, { type: 'advance-clock', byMillis: DAY });
      await clock.refresh();
    }
    await store.tellFirst();
    expect(clock.offsetMillis).toBe(2 * DAY);
  });

  it('is moved by operators and the platform only', async () => {
    const store = await openEventStore(await temporaryFolder());
    const clock = await openClock(store);
    const buyer: Actor = { ...operator, role: 'buyer' };
    for (const command of [
      { type: 'advance-clock', byMillis: DAY },
      { type: 'set-clock', to: clock.now() },
    ] as const)
      expect(await move(store, clock, command, buyer)).toMatchObject({ code: 'only-an-operator-moves-the-clock' });
  });

  it('does not leave the years that a time has a form in', async () => {
    const store = await openEventStore(await temporaryFolder());
    const clock = await openClock(store);
    const byMillis = 9_000 * 365 * DAY;
    expect(await move(store, clock, { type: 'advance-clock', byMillis })).toMatchObject({ code: 'clock-out-of-range' });
  });
});
