import { orderId as toOrderId, paymentId, systemActor, type OrderId } from '#kernel';
import { ordering, type OrderCommand } from '#contexts/ordering';
import { BUYER, OPERATOR, SUPPLIER, type Api } from '../api.js';
import { fromOutside } from '../bank.js';
import { contract, usd } from '../orders.js';
import { uuid } from '../values.js';

const CONSIGNEE = { name: 'Ann Lee', address: '12 Dock Road, Oakland, CA 94607, USA', contact: '+1 510 555 0100' };

/** What happens to orders beside the straight way to their receipt. @param agreed makes another order that both have confirmed. */
export async function ordersOffTheStraightWay(api: Api, agreed: () => Promise<string>): Promise<void> {
  await api.done(BUYER, '/v1/orders', contract({ consignee: CONSIGNEE, origin: { kind: 'mini-site' } }));
  await amended(api, await agreed());
  await cancelledByBoth(api, await agreed());
  await closedByDispute(api, await agreed());
  await fallenShort(api, await agreed());
  await leftAlone(api, await agreed());
  await unpaid(api, await agreed(), await agreed());
}

/** Proposed and rejected, proposed and lapsed, proposed and accepted. */
async function amended(api: Api, order: string): Promise<void> {
  const amendments = `${order}/amendments`;
  const propose = async (qualityTerms: string): Promise<{ contractHash: string }> => {
    const { position } = await api.done(SUPPLIER, amendments, contract({ qualityTerms }));
    const { body } = await api.page(BUYER, idIn(order), position);
    const { proposedAmendment } = body as { proposedAmendment: { contract: { hash: string } } };
    return { contractHash: proposedAmendment.contract.hash };
  };
  await api.done(BUYER, `${amendments}/rejections`, await propose('One loose thread.'));
  const lapsing = await propose('Two loose threads.');
  await api.done(OPERATOR, '/v1/clock/advances', { by: '10d' });
  await say(api, { type: 'lapse-amendment', orderId: idIn(order), ...lapsing });
  await api.done(BUYER, `${amendments}/acceptances`, await propose('Three loose threads.'));
}

/** Proposed, rejected, proposed again and accepted; and what was agreed on goes back. */
async function cancelledByBoth(api: Api, order: string): Promise<void> {
  const paid = await arrives(api, order);
  const proposals = `${order}/cancellation-proposals`;
  const proposal = { amountToReturn: usd('500.00'), reason: 'The mill has no cotton.' };
  await api.done(SUPPLIER, proposals, proposal);
  await api.done(BUYER, `${proposals}/rejections`);
  await api.done(SUPPLIER, proposals, proposal);
  await api.done(BUYER, `${proposals}/acceptances`, { amountToReturn: proposal.amountToReturn });
  const orderId = idIn(order);
  await say(api, { type: 'record-returned', orderId, paymentId: paid, amount: { minor: '50000', currency: 'USD' } });
}

/** Checked, called back by the payer’s bank, disputed and closed. */
async function closedByDispute(api: Api, order: string): Promise<void> {
  const paid = await arrives(api, order);
  const orderId = idIn(order);
  const check = { orderId, checkId: 'check-1', kind: 'quality-check' } as const;
  await say(api, { type: 'record-check-requested', ...check });
  await say(api, { type: 'record-check-answered', ...check });
  const amount = { minor: '150000', currency: 'USD' };
  await say(api, { type: 'reverse-allocation', orderId, paymentId: paid, purpose: 'initial', amount });
  const dispute = { orderId, disputeId: `${orderId}-1` };
  await say(api, { type: 'record-dispute-opened', ...dispute });
  await say(api, { type: 'record-dispute-escalated', ...dispute });
  await say(api, { type: 'record-dispute-ended', ...dispute, outcome: 'determined', refunded: null });
  await say(api, { type: 'close-by-dispute', ...dispute });
}

/** Reminded, ready, paid too little of which the supplier lets the rest go, and rated in the end. */
async function fallenShort(api: Api, order: string): Promise<void> {
  await arrives(api, order, '1490.00');
  await api.done(SUPPLIER, `${order}/shortfall-waivers`, { purpose: 'initial', amount: usd('10.00') });
  await api.done(BUYER, `${order}/supplier-reminders`);
  await api.done(SUPPLIER, `${order}/ready-notices`);
  const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD02' };
  await api.done(SUPPLIER, `${order}/shipments`, batch);
  await arrives(api, order, '1500.00', 'balance');
  await api.done(BUYER, `${order}/receipts`);
  await api.done(BUYER, `${order}/feedback`, { rating: 4, text: 'Well made.' });
  await api.done(BUYER, `${order}/feedback/revisions`, { rating: 2, text: 'It broke.' });
}

/** Sent, and neither received nor disputed: the rules end it. */
async function leftAlone(api: Api, order: string): Promise<void> {
  await arrives(api, order);
  const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD03' };
  await api.done(SUPPLIER, `${order}/shipments`, batch);
  await arrives(api, order, '1500.00', 'balance');
  await api.done(OPERATOR, '/v1/clock/advances', { by: '60d' });
  for (const type of ['remind-of-receipt', 'complete-receipt'] as const) await say(api, { type, orderId: idIn(order) });
}

/** One waits for a declared transfer in vain; of the other's money only a part arrives, which is an operator's to look at. */
async function unpaid(api: Api, waits: string, begun: string): Promise<void> {
  const orderId = idIn(waits);
  await arrives(api, begun, '500.00');
  const declaredAt = api.application.engine.clock.now();
  const transfer = paymentId(uuid('b', 1));
  await say(api, { type: 'record-declared-transfer', orderId, paymentId: transfer, declaredAt });
  await api.done(OPERATOR, '/v1/clock/advances', { by: '90d' });
  for (const each of [waits, begun]) await say(api, { type: 'expire-order', orderId: idIn(each), reason: 'unpaid' });
}

/** @returns the payment’s id. */
async function arrives(api: Api, order: string, amount = '1500.00', purpose = 'initial') {
  const money = { purpose, amount: usd(amount), method: 'tt', reference: 'MT103' };
  const { id } = await api.done(OPERATOR, `${order}/payments`, money);
  return paymentId(id);
}

const idIn = (path: string): OrderId => toOrderId(path.slice(path.lastIndexOf('/') + 1));

/** What the platform itself says to an order. */
async function say(api: Api, command: OrderCommand): Promise<void> {
  const { pipeline } = api.application.engine;
  const envelope = fromOutside(undefined, { actor: systemActor('platform') });
  const result = await pipeline.run(ordering, command.orderId, command, envelope);
  // The saga that watches the clock may have been faster.
  if (result.kind === 'refused') throw new Error(`${command.type}: ${JSON.stringify(result)}`);
}
