import type { Single } from './acts.js';
import { decideAppeal, determine, recover, settle } from './claims.js';
import { amend, confirm, hold, type Ledger, type OrderInLedger } from './ledger.js';
import { pay } from './payment-requests.js';
import {
  ARBITER,
  BUYER,
  dueOf,
  OPERATOR,
  quarters,
  UNIT_PRICE,
  usd,
  who,
  type Agreed,
  type Meaning,
  type Post,
  type Request,
  type Scene,
} from './scene.js';

/** What is done about one order. @param index of the order */
export function ofOrder(
  scene: Scene,
  act: Extract<Single, { order: number }>,
  agreed: Agreed,
  index: number,
  post: Post,
): Request {
  const { name, type, terms, supplier } = agreed;
  const path = `/v1/orders/{${name}}`;
  const dispute = `/v1/disputes/{dispute${index}}`;
  const base = type === 'pre-shipment' ? terms.initial : terms.total;
  const on =
    (mean: (ledger: Ledger, order: OrderInLedger) => void): Meaning =>
    (ledger) => {
      const order = ledger.orders[index];
      if (order !== undefined) mean(ledger, order);
    };
  switch (act.kind) {
    case 'submit':
      return post(BUYER, `${path}/submissions`);
    case 'confirm': {
      const meaning = on((ledger, order) => confirm(ledger, order, act.side));
      return post(who(agreed, act.side), `${path}/confirmations`, { contractHash: `{hash${index}}` }, meaning);
    }
    case 'acknowledge':
      return post(
        BUYER,
        `${path}/cover-acknowledgements`,
        undefined,
        on((_, order) => void (order.acknowledged = true)),
      );
    case 'cancel':
      return post(who(agreed, act.side), `${path}/cancellations`, { reason: 'Plans have changed.' });
    case 'receive':
      return post(BUYER, `${path}/receipts`);
    case 'ready':
      return post(who(agreed, 'supplier'), `${path}/ready-notices`);
    case 'arrive':
    case 'begin':
    case 'declare':
    case 'elsewhere':
      return pay(scene, act, agreed, post);
    case 'waive': {
      const amount = quarters(dueOf(terms, act.purpose), act.share);
      const meaning = on((_, order) => void (order.waived[act.purpose] += amount));
      return post(
        who(agreed, 'supplier'),
        `${path}/shortfall-waivers`,
        { purpose: act.purpose, amount: usd(amount) },
        meaning,
      );
    }
    case 'dispatch': {
      const shipment = { name: `shipment${scene.shipments.length}`, supplier, order: index };
      scene.shipments.push(shipment);
      const quantity = Number(terms.total / UNIT_PRICE) / (act.half ? 2 : 1);
      const body = { lines: [{ line: 1, quantity }], carrier: 'DHL', trackingNumber: 'JD01' };
      return post(who(agreed, 'supplier'), `${path}/shipments`, body, undefined, { [shipment.name]: 'id' });
    }
    case 'propose-cancellation':
    case 'accept-cancellation': {
      const agreedOn = quarters(terms.initial, act.share);
      const amountToReturn = usd(agreedOn);
      const proposal = `${path}/cancellation-proposals`;
      if (act.kind === 'accept-cancellation')
        return post(
          who(agreed, act.side),
          `${proposal}/acceptances`,
          { amountToReturn },
          on((_, order) => void (order.givenUp = agreedOn)),
        );
      return post(who(agreed, act.side), proposal, { amountToReturn, reason: 'Let it be.' });
    }
    case 'accept-amendment': {
      const meaning = on((ledger, order) => {
        if (order.proposed !== null) amend(ledger, order, order.proposed);
        order.proposed = null;
      });
      const body = { contractHash: `{amendment${index}}` };
      return post(who(agreed, act.side), `${path}/amendments/acceptances`, body, meaning);
    }
    case 'dispute': {
      const batches = scene.shipments.filter(({ order }) => order === index).slice(0, 1);
      const named = act.reason !== 'not-shipped' &&
        batches.length > 0 && { batches: batches.map((each) => `{${each.name}}`) };
      const body = { reasons: [act.reason], ...named, statement: 'It is not as agreed.' };
      return post(BUYER, `${path}/disputes`, body, on(hold), { [`dispute${index}`]: 'id' });
    }
    case 'respond': {
      const amount = quarters(base, act.share);
      const counters = act.as === 'counter';
      const body = { kind: act.as, ...(counters && { offer: { kind: 'refund', amount: usd(amount) } }) };
      const meaning = on((_, { claim }) => void claim.offers.push(amount));
      return post(who(agreed, 'supplier'), `${dispute}/responses`, body, counters ? meaning : undefined);
    }
    case 'offer': {
      const amount = quarters(base, act.share);
      const body = { kind: 'refund', amount: usd(amount) };
      return post(
        who(agreed, act.side),
        `${dispute}/offers`,
        body,
        on((_, { claim }) => void claim.offers.push(amount)),
      );
    }
    case 'accept-offer':
      return post(
        who(agreed, act.side),
        `${dispute}/acceptances`,
        { offer: act.number },
        on((_, order) => settle(order, act.number)),
      );
    case 'escalate':
      return post(BUYER, `${dispute}/escalations`);
    case 'withdraw':
      return post(BUYER, `${dispute}/withdrawals`, {});
    case 'determine':
    case 'decide-appeal': {
      const amount = act.share === null ? null : quarters(base, act.share);
      const says = { fault: act.fault, ...(amount !== null && { amount: usd(amount) }) };
      const order = act.ends ? 'ends' : 'continues';
      const body = { ...says, reasons: 'By the evidence.', evidence: [{ id: 'claim' }], goods: 'keep', order };
      const [to, rule] =
        act.kind === 'determine'
          ? (['determinations', determine] as const)
          : (['appeal-decisions', decideAppeal] as const);
      return post(
        ARBITER,
        `${dispute}/${to}`,
        body,
        on((_, inLedger) => rule(inLedger, { fault: act.fault, amount })),
      );
    }
    case 'recover': {
      const amount = quarters(base, act.share);
      const path = `/v1/recourse/{dispute${index}}-1/recoveries`;
      return post(
        OPERATOR,
        path,
        { amount: usd(amount) },
        on((_, order) => recover(order, amount)),
      );
    }
    case 'write-off':
      return post(OPERATOR, `/v1/recourse/{dispute${index}}-1/write-offs`, { reason: 'Nothing is left.' });
    case 'retry-refund':
      return post(OPERATOR, `/v1/refunds/{dispute${index}}-1/retries`);
    case 'pay-by-hand':
      return post(OPERATOR, `/v1/refunds/{dispute${index}}-1/manual-payments`, { transaction: 'CITI-1' });
  }
}
