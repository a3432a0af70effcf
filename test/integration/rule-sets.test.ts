import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ordering, type OrderCommand } from '#contexts/ordering';
import { shipment } from '#contexts/shipment';
import { factsOfClearance } from '#contexts/shipment/nest';
import type { EventStore } from '#event-store';
import { addDays, documentId, orderId, shipmentId, type Actor, type DocumentReference, type OrderId } from '#kernel';
import { FileKeyStore } from '#key-store';
import { PersonalData } from '#personal-data';
import { rulesFor, type RuleSet } from '#rules';
import { CommandPipeline } from '#runtime';
import { TestClock, fromOutside } from '../support/bank.js';
import { allOf, openEventStore, temporaryFolder } from '../support/event-store.js';
import { contract, contractFacts, contractHash } from '../support/order-history.js';
import { buyer, platform, supplier } from '../support/people.js';
import { uuid } from '../support/values.js';

const DAY = 86_400_000;
const first = rulesFor('trade-assurance/1');
/** Made up: half the time to confirm and to pay, and a day to contest a clearance. */
const second: RuleSet = {
  ...first,
  version: 'trade-assurance/2',
  claimWindows: { ...first.claimWindows, daysAfterCustomsClearance: 1 },
  order: { ...first.order, unconfirmedExpiresAfterDays: 15, unpaidExpiresAfterDays: 30 },
};
const OLD = orderId(uuid('a', 1));
const NEW = orderId(uuid('a', 2));

/** A service of the time when `current` were the rules of new orders; it still has the others. */
class Service {
  readonly #pipeline: CommandPipeline<RuleSet>;

  constructor(store: EventStore, personalData: PersonalData, clock: TestClock, current: RuleSet) {
    const version = (name: string): RuleSet => (name === second.version ? second : rulesFor(name));
    const rules = { current: current.version, version };
    const digestKey = new Uint8Array(32).fill(7);
    this.#pipeline = new CommandPipeline({ eventStore: store, clock, rules, digestKey, personalData });
  }

  async send(command: OrderCommand, actor: Actor): Promise<string> {
    const envelope = fromOutside(undefined, { actor });
    const facts = () => Promise.resolve(contractFacts);
    const result = await this.#pipeline.run(ordering, command.orderId, command, envelope, facts);
    return result.kind === 'refused' ? `${result.code} ${JSON.stringify(result.facts)}` : result.kind;
  }

  /** The batch leaves, and the supplier says that it has cleared customs. @returns until when the buyer can contest that */
  async clear(orderId: OrderId, store: EventStore, document: DocumentReference): Promise<unknown> {
    const { buyer: itsBuyer, supplier: itsSupplier } = contract;
    const order = { buyer: itsBuyer, supplier: itsSupplier, phase: 'in-performance', undispatched: LINES } as const;
    const way = { lines: LINES, carrier: 'DHL', trackingNumber: 'JD1' };
    const leave = { type: 'dispatch-shipment', shipmentId: BATCH, orderId, ...way } as const;
    const envelope = () => fromOutside(undefined, { actor: supplier });
    await this.#pipeline.run(shipment, BATCH, leave, envelope(), () => Promise.resolve({ order }));
    const { documentId } = document;
    const clear = { type: 'record-customs-clearance', shipmentId: BATCH, document: documentId } as const;
    await this.#pipeline.run(shipment, BATCH, clear, envelope(), async () => ({
      ...(await factsOfClearance(this.#pipeline, clear)),
      documents: [document],
    }));
    return (await allOf(store, `shipment-${BATCH}`)).at(-1)?.data['contestBy'];
  }

  async submit(id: OrderId): Promise<void> {
    await this.send({ type: 'draft-order', orderId: id, contract }, buyer);
    await this.send({ type: 'submit-order', orderId: id }, buyer);
  }

  async confirm(id: OrderId): Promise<void> {
    for (const side of [buyer, supplier]) await this.send({ type: 'confirm-order', orderId: id, contractHash }, side);
  }
}

const BATCH = shipmentId(uuid('b', 1));
const PAPER = { documentId: documentId(uuid('d', 1)), sha256: 'd'.repeat(64) };
const LINES = [{ line: 1, quantity: 300 }];

describe('when the rules change', () => {
  it('an order keeps those that it was submitted under, and a new one gets the new', async () => {
    const folder = await temporaryFolder();
    const store = await openEventStore(folder);
    const personalData = new PersonalData(await FileKeyStore.open(join(folder, 'keys')));
    const clock = new TestClock();
    const before = new Service(store, personalData, clock, first);
    await before.submit(OLD);
    const after = new Service(store, personalData, clock, second);
    await after.submit(NEW);
    const expire = (orderId: OrderId, reason: 'unconfirmed' | 'unpaid') =>
      after.send({ type: 'expire-order', orderId, reason }, platform);

    clock.advance(15 * DAY - 1);
    expect(await expire(NEW, 'unconfirmed')).toContain('not-due');
    await after.confirm(OLD); // half-way through the old time, at the very end of the new
    clock.advance(1);
    expect(await expire(NEW, 'unconfirmed')).toBe('accepted');

    clock.advance(30 * DAY);
    expect(await expire(OLD, 'unpaid')).toContain('not-due'); // the new rules would have ended it
    clock.advance(30 * DAY - 2);
    expect(await expire(OLD, 'unpaid')).toContain('not-due');
    clock.advance(1);
    expect(await expire(OLD, 'unpaid')).toBe('accepted');

    const versions = async (id: OrderId) => {
      const pinned = (await allOf(store, `order-${id}`)).slice(1); // a draft is nobody's yet
      return new Set(pinned.map(({ metadata }) => metadata['ruleSet']));
    };
    expect(await versions(OLD)).toEqual(new Set([first.version]));
    expect(await versions(NEW)).toEqual(new Set([second.version]));
  });

  it('its batches keep them, too', async () => {
    const folder = await temporaryFolder();
    const store = await openEventStore(folder);
    const personalData = new PersonalData(await FileKeyStore.open(join(folder, 'keys')));
    const clock = new TestClock();
    await new Service(store, personalData, clock, first).submit(OLD);
    const contestBy = await new Service(store, personalData, clock, second).clear(OLD, store, PAPER);
    expect(contestBy).toBe(addDays(clock.now(), first.claimWindows.daysAfterCustomsClearance));
  });
});
