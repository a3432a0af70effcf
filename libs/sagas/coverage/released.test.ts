import { describe, expect, it } from '@jest/globals';
import type { Contract } from '#contexts/ordering';
import { Market } from '../../../test/support/market.js';
import { amendment, contract } from '../../../test/support/order-history.js';
import { SUPPLIER, buyer, supplier } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';

const id = Market.order(1);
const [frames, spokes] = contract.lines;
/** The frames for 30 less each: 2,700 in all, the balance 1,200. */
const cheaper: Contract = {
  ...contract,
  lines: [{ ...frames!, unitPrice: '170', amount: usd('1700.00') }, spokes!],
  total: usd('2700.00'),
};

/** All of the goods have left, the last window has closed, and the balance is still owed. */
function releasedOrder(world = new World()): Market {
  const made = new Market(world);
  made.enrol();
  made.agree(1);
  made.world.settle();
  made.acknowledge(1);
  made.pay(1, 'initial');
  made.world.settle();
  made.dispatch(1);
  made.world.settle();
  made.world.advanceTo(day(181));
  return made;
}

function amend({ world }: Market, proposed: Contract): void {
  world.send(id, { type: 'propose-amendment', orderId: id, contract: proposed }, supplier);
  const order = world.order(id);
  const contractHash = 'amendment' in order ? (order.amendment?.contractHash ?? '') : '';
  world.send(id, { type: 'accept-amendment', orderId: id, contractHash }, buyer);
}

const reservedOf = ({ world }: Market): bigint | undefined => {
  const line = world.coverage(SUPPLIER);
  return line.phase === 'granted' ? line.reserved.minor : undefined;
};
const countOf = ({ world }: Market, type: string): number => world.events.filter((each) => each.type === type).length;

describe('an amendment after the cover was released', () => {
  it.each([
    ['for less', cheaper, 270_000n],
    ['for more', amendment, 340_000n],
  ])('%s finds no cover, takes nothing of the limit, and the order goes on', (_, proposed, requested) => {
    const made = releasedOrder();
    expect(reservedOf(made)).toBe(0n);
    amend(made, proposed);
    expect(made.world.order(id)).toMatchObject({ cover: { status: 'reserving' } });
    made.world.settle();
    const none = { status: 'reduced', requested: { minor: requested }, granted: { minor: 0n }, acknowledged: false };
    expect(made.world.order(id)).toMatchObject({ cover: none });
    expect(made.world.stateOf('coverage', id)).toMatchObject({ step: 'released', granted: usd('0.00') });
    expect(reservedOf(made)).toBe(0n);
  });

  it('lets the balance be paid once the buyer knows that nothing is covered any more', () => {
    const made = releasedOrder();
    amend(made, cheaper);
    made.world.settle();
    made.acknowledge(1);
    made.pay(1, 'balance', usd('1200.00'));
    made.world.settle();
    expect(made.world.order(id)).toMatchObject({ phase: 'awaiting-receipt' });
  });

  it('does not leave money waiting that came before the order knew', () => {
    const made = releasedOrder();
    amend(made, cheaper);
    made.pay(1, 'balance', usd('1200.00'));
    made.world.settle();
    expect(countOf(made, 'payment.unmatched.v1')).toBe(1);
  });

  it('counts once, however often it is said, and again when the contract changes again', () => {
    const made = releasedOrder(new World({ everythingTwice: true }));
    const before = countOf(made, 'order.cover-recorded.v1');
    amend(made, cheaper);
    made.world.settle();
    expect(countOf(made, 'order.cover-recorded.v1')).toBe(before + 1);
    amend(made, contract);
    made.world.settle();
    expect(countOf(made, 'order.cover-recorded.v1')).toBe(before + 2);
  });
});
