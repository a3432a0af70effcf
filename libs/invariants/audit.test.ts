import { describe, expect, it } from '@jest/globals';
import { addHours, position, type JsonObject, type RecordedEvent } from '#kernel';
import { Claims } from '../../test/support/claims.js';
import { day, usd } from '../../test/support/values.js';
import { InvariantAudit, type Finding } from './index.js';

/** A dispute from its opening to its refund, as the whole slice wrote it; each event by a command of its own. */
function history(): readonly RecordedEvent[] {
  const claims = new Claims();
  const { world } = claims;
  claims.open();
  world.settle();
  world.advanceTo(day(5));
  claims.escalate();
  claims.exhaust();
  claims.determine({ amount: usd('700.00') });
  world.settle();
  return world.events.map((event, n) => ({ ...event, metadata: { ...event.metadata, commandId: `command-${n}` } }));
}
const good = history();

const audited = (events: readonly RecordedEvent[]): readonly Finding[] => {
  const audit = new InvariantAudit();
  for (const event of events) audit.take(event);
  expect(audit.events).toBe(events.length);
  return audit.findings();
};
const broken = (events: readonly RecordedEvent[]) =>
  audited(events).flatMap(({ invariant, violations, first }) =>
    first === null ? [] : [{ invariant, violations, type: first.type, problem: first.problem }],
  );

/** History with another event in the place of the first of a type. */
const with_ = (type: string, change: (event: RecordedEvent) => RecordedEvent): readonly RecordedEvent[] => {
  const at = good.findIndex((event) => event.type === type);
  if (at < 0) throw new Error(`${type} did not happen`);
  return good.map((event, n) => (n === at ? change(event) : event));
};
const withData = (type: string, changes: JsonObject) =>
  with_(type, (event) => ({ ...event, data: { ...event.data, ...changes } }));
const once = (type: string): RecordedEvent => good.find((event) => event.type === type)!;
const later = (event: RecordedEvent): RecordedEvent => ({
  ...event,
  revision: event.revision + 100,
  position: position(10_000n),
  metadata: { ...event.metadata, commandId: 'another' },
});

describe('an audit of the invariants', () => {
  it('finds nothing in a history that the software wrote', () => {
    expect(broken(good)).toStrictEqual([]);
    expect(audited(good).map(({ invariant }) => invariant)).toStrictEqual([1, 2, 3, 4, 6]);
    expect(audited([])).toHaveLength(5);
  });

  it('finds cover that was granted though it was not there', () => {
    const granted = usd('2500.00');
    expect(broken(withData('coverage.reserved.v1', { granted }))[0]).toMatchObject({
      invariant: 1,
      type: 'coverage.reserved.v1',
      problem: expect.stringContaining('was granted of'),
    });
  });

  it('finds a sum that does not add up', () => {
    expect(broken(withData('coverage.reserved.v1', { remaining: usd('1.00') }))).toMatchObject([
      { invariant: 1, violations: 1, problem: expect.stringContaining('remain') },
    ]);
    expect(broken(withData('coverage.held.v1', { reserved: usd('1.00') }))).toMatchObject([
      { invariant: 1, violations: 1, problem: expect.stringContaining('reserved') },
    ]);
  });

  it('finds more consumed than was reserved', () => {
    expect(broken(withData('coverage.consumed.v1', { amount: usd('2000.01') }))[0]).toMatchObject({
      invariant: 1,
      problem: expect.stringContaining('was consumed of'),
    });
  });

  it('finds a refund above the cover, and one above the money that is there', () => {
    expect(broken(withData('refund.authorised.v1', { amount: usd('2000.01') }))).toMatchObject([
      { invariant: 2, problem: expect.stringContaining('was granted') },
    ]);
    const unpaid = good.filter(({ type }) => type !== 'order.payment-allocated.v1');
    expect(broken(unpaid)).toMatchObject([{ invariant: 2, problem: expect.stringContaining('0 had arrived') }]);
  });

  it('finds a second refund for one determination, and one that nobody decided', () => {
    const twice = [...good, later(once('refund.authorised.v1'))];
    expect(broken(twice)).toMatchObject([{ invariant: 3, problem: expect.stringContaining('before') }]);
    const undecided = good.filter(({ type }) => type !== 'dispute.determined.v1');
    expect(broken(undecided)).toMatchObject([{ invariant: 3, problem: expect.stringContaining('asks for it') }]);
  });

  it('finds a determination that led to nothing, once an hour is over', () => {
    const lost = good.filter(({ type }) => !type.startsWith('refund.'));
    const { recordedAt } = once('dispute.determined.v1').metadata;
    const clock = (hours: number): RecordedEvent => {
      const event = later(once('supplier.enrolled.v1'));
      return { ...event, metadata: { ...event.metadata, recordedAt: addHours(recordedAt, hours) } };
    };
    expect(broken([...lost, clock(1)])).toStrictEqual([]);
    expect(broken([...lost, clock(2)])).toMatchObject([
      { invariant: 3, type: 'dispute.determined.v1', problem: expect.stringContaining('nothing has followed') },
    ]);
  });

  it('finds money that is created, lost or decided on twice', () => {
    const cent = broken(withData('payment.allocated.v1', { allocated: usd('1499.99') }));
    expect(cent).toMatchObject([{ invariant: 4, problem: '150000 arrived, and 149999 is accounted for' }]);
    const twice = [...good, later(once('payment.allocated.v1'))];
    expect(broken(twice)).toMatchObject([{ invariant: 4, problem: 'money was decided on twice' }]);
    const arrivals = [...good, later(once('payment.arrived.v1'))];
    expect(broken(arrivals)).toMatchObject([{ invariant: 4, problem: 'the money of one payment has arrived twice' }]);
    const unarrived = good.filter(({ type }) => type !== 'payment.arrived.v1');
    expect(broken(unarrived)).toMatchObject([{ invariant: 4, problem: 'money was decided on that had not arrived' }]);
  });

  it('follows money to where it goes back, and finds what is missing there', () => {
    const { paymentId, amount } = once('payment.allocated.v1').data as { paymentId: string; amount: JsonObject };
    const move = (n: number, type: string, data: JsonObject): RecordedEvent => ({
      ...later(once('payment.allocated.v1')),
      type,
      data: { paymentId, ...data },
      metadata: { ...once('payment.allocated.v1').metadata, commandId: `move-${n}` },
    });
    const back = { returnId: 'r', cause: 'cancellation', returning: usd('500.00') };
    const returned = [move(1, 'payment.return-authorised.v1', back), move(2, 'payment.returned.v1', back)];
    const reversed = (overdrawn: string) => {
      const from = { fromAllocated: usd('1000.00'), fromAwaitingReturn: usd('0.00'), overdrawn: usd(overdrawn) };
      return move(3, 'payment.reversed.v1', { reversed: amount, ...from });
    };
    expect(broken([...good, ...returned, reversed('500.00')])).toStrictEqual([]);
    expect(broken([...good, ...returned, reversed('400.00')])).toMatchObject([
      { invariant: 4, problem: '40000 is said to be missing, and 50000 had gone back' },
    ]);
    expect(broken([...good, move(2, 'payment.returned.v1', back)])).toMatchObject([
      { invariant: 4, problem: 'more left a place than was there' },
    ]);
  });

  it('finds a command that wrote twice, or into two streams', () => {
    const { commandId } = once('order.confirmed.v1').metadata;
    const again = later(once('order.confirmed.v1'));
    const repeated = { ...again, metadata: { ...again.metadata, commandId } };
    expect(broken([...good, repeated])).toMatchObject([{ invariant: 6, problem: expect.stringContaining('again') }]);
    const elsewhere = { ...repeated, stream: 'order-elsewhere' };
    expect(broken([...good, elsewhere])).toMatchObject([{ invariant: 6, problem: expect.stringContaining('too') }]);
  });

  it('finds an event that cannot be read', () => {
    const alien = with_('coverage.reserved.v1', (event) => ({ ...event, data: {} }));
    expect(broken(alien)[0]).toMatchObject({ invariant: 1, problem: expect.stringContaining('cannot be read') });
  });
});
