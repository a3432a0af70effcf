import { disputeId, documentId, refundId, shipmentId, type DisputeId, type MoneyData, type RefundId } from '#kernel';
import type { DetermineDispute, OpenDispute } from '#contexts/dispute';
import { documents, evidence } from './dispute-history.js';
import { Market } from './market.js';
import { arbiter, buyer, supplier } from './people.js';
import { usd, uuid } from './values.js';
import { World } from './world.js';

/** Disputes of the first order of a market: 2,000 of 3,000 are covered, all is paid and all has left. */
export class Claims {
  readonly market: Market;
  #requests = 0;

  /** @param paid what of the balance has arrived. */
  constructor(world = new World(), paid: MoneyData | null = usd('1500.00')) {
    this.market = new Market(world);
    world.documents = documents;
    this.market.enrol(usd('2000.00'));
    world.settle();
    this.market.agree(1);
    world.settle();
    this.market.acknowledge(1);
    this.market.pay(1, 'initial');
    world.settle();
    this.market.dispatch(1);
    if (paid !== null) this.market.pay(1, 'balance', paid);
    world.settle();
  }

  get world(): World {
    return this.market.world;
  }

  static readonly order = Market.order(1);
  static readonly id = (n = 1): DisputeId => disputeId(`${Claims.order}-${n}`);
  static readonly refund = (k = 1, n = 1): RefundId => refundId(`${Claims.id(n)}-${k}`);

  open(n = 1, changes: Partial<OpenDispute> = {}) {
    const requestId = uuid('d', ++this.#requests);
    const what = { reasons: ['quality'], batches: [shipmentId(uuid('c', 1))], statement: 'Cracked.' } as const;
    const about = { disputeId: Claims.id(n), orderId: Claims.order, number: n, requestId, demand: null };
    return this.world.send(Claims.id(n), { type: 'open-dispute', ...about, ...what, ...changes }, buyer);
  }

  respond(n = 1) {
    const about = { disputeId: Claims.id(n), kind: 'contest', statement: 'They left whole.', offer: null } as const;
    return this.world.send(Claims.id(n), { type: 'respond-to-dispute', ...about }, supplier);
  }

  offer(amount: MoneyData | null, n = 1) {
    const terms = { kind: amount === null ? 'reship' : 'refund', amount } as const;
    return this.world.send(Claims.id(n), { type: 'make-offer', disputeId: Claims.id(n), terms, note: null }, supplier);
  }

  accept(offer = 1, n = 1) {
    return this.world.send(Claims.id(n), { type: 'accept-offer', disputeId: Claims.id(n), offer }, buyer);
  }

  escalate(n = 1) {
    return this.world.send(Claims.id(n), { type: 'escalate-dispute', disputeId: Claims.id(n) }, buyer);
  }

  withdraw(n = 1) {
    return this.world.send(Claims.id(n), { type: 'withdraw-dispute', disputeId: Claims.id(n), reason: null }, buyer);
  }

  /** Both sides submit a photograph, and have nothing more. */
  exhaust(n = 1): void {
    const id = Claims.id(n);
    for (const [by, document] of [
      [buyer, 1],
      [supplier, 5],
    ] as const) {
      this.world.send(id, { type: 'submit-evidence', disputeId: id, documentId: evidence(document).documentId }, by);
      this.world.send(id, { type: 'complete-evidence', disputeId: id }, by);
    }
  }

  determine(changes: Partial<DetermineDispute> = {}, n = 1) {
    const id = Claims.id(n);
    return this.world.send(id, { type: 'determine-dispute', disputeId: id, ...verdict, ...changes }, arbiter);
  }

  /** With a photograph that is new. */
  appeal(by: 'buyer' | 'supplier' = 'supplier', n = 1) {
    const id = Claims.id(n);
    const fresh = documentId(uuid('f', by === 'buyer' ? 2 : 6));
    const command = {
      type: 'appeal-determination',
      disputeId: id,
      statement: 'Look again.',
      documents: [fresh],
    } as const;
    return this.world.send(id, command, by === 'buyer' ? buyer : supplier);
  }

  decide(amount: MoneyData, n = 1) {
    const id = Claims.id(n);
    for (const by of [buyer, supplier]) this.world.send(id, { type: 'complete-evidence', disputeId: id }, by);
    return this.world.send(id, { type: 'decide-appeal', disputeId: id, ...verdict, amount }, arbiter);
  }

  /** The amounts of the events of one type, in their order. */
  amounts(type: string, field = 'amount'): readonly unknown[] {
    return this.world.events.filter((event) => event.type === type).map(({ data }) => data[field]);
  }
}

const verdict = {
  fault: 'supplier',
  amount: null,
  reasons: 'The photographs show it.',
  evidence: ['claim'],
  goods: 'keep',
  order: 'continues',
} as const;
