import { remain, type DomainEvent, type RecordedEvent, type Saga } from '#kernel';
import { instanceOf, recorded } from '#runtime';
import { Api, BUYER, OPERATOR, SUPPLIER, type Rewrite } from './api.js';
import { fromOutside } from './bank.js';
import { refundedCover } from './every-event/coverage.js';
import { checkedAndCleared } from './every-event/checks.js';
import { disputesOfEveryKind } from './every-event/dispute.js';
import { conversations } from './every-event/conversation.js';
import { documentsInCustody } from './every-event/custody.js';
import { disputesOverHttp, type PaidOrder } from './every-event/disputes-over-http.js';
import { inquiriesOfEveryKind, paymentsOfEveryKind, returnsOfEveryKind } from './every-event/payment.js';
import { takingProvider, type TakingProvider } from './every-event/provider.js';
import { listingsOfSupplier } from './every-event/listing.js';
import { quotationOfSupplier } from './every-event/quotation.js';
import { supplierOverTime } from './every-event/supplier.js';
import { contract, enrolment, usd } from './orders.js';
import { ordersOffTheStraightWay } from './every-event/ordering.js';

/** An event as it is kept for later versions of the software: with what stood before it in its stream. */
export interface GoldenEvent extends DomainEvent {
  readonly history: readonly DomainEvent[];
}

/**
 * Lives through everything that this software writes down, in the whole service on an empty folder: an order to its receipt, another to
 * its cancellation, and what the platform and its sagas do beside.
 *
 * @param rewriting may make other bodies of those that are sent.
 * @returns the first event of each type.
 */
export async function everyEvent(dataDir: string, rewriting?: (api: Api) => Rewrite): Promise<readonly GoldenEvent[]> {
  const provider = await takingProvider();
  const api = await Api.start(dataDir, { paymentProvider: provider.access });
  if (rewriting !== undefined) api.rewrite = rewriting(api);
  try {
    await api.done(OPERATOR, '/v1/clock/settings', { to: '2027-01-04T09:00:00Z' });
    await completedOrder(api, provider);
    await otherOrders(api);
    await supplierOverTime(api);
    await listingsOfSupplier(api);
    await quotationOfSupplier(api);
    await api.done(OPERATOR, '/v1/clock/advances', { by: '1d' });
    await wholeInstance(api);
    await retriedInstance(api);
    await ordersOffTheStraightWay(api, () => agreed(api));
    await refundedCover(api);
    await disputesOfEveryKind(api);
    await disputesOverHttp(api, () => paidAndSent(api));
    const events = await storedIn(api); // while all of it can be read
    await api.done(OPERATOR, `/v1/data-subjects/${BUYER[1]}/erasures`, { reason: 'asked-by-the-subject' });
    return firstOfEach([...events, ...(await storedIn(api)).slice(events.length)]);
  } finally {
    await api.close();
    await provider.close();
  }
}

/** [seed]: cover 2000 of 3000, 1500 first; and money that comes when nothing is owed any more. */
async function completedOrder(api: Api, provider: TakingProvider): Promise<void> {
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  const order = await agreed(api);
  await api.done(BUYER, `${order}/cover-acknowledgements`);
  await paymentsOfEveryKind(api, provider, order.split('/').at(-1) ?? '');
  const initial = await api.done(OPERATOR, `${order}/payments`, money('initial'));
  await inquiriesOfEveryKind(api, order, initial.id);
  const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
  const { id } = await api.done(SUPPLIER, `${order}/shipments`, batch);
  await api.done(SUPPLIER, `/v1/shipments/${id}/deliveries`);
  await api.done(OPERATOR, `${order}/payments`, money('balance'));
  await api.done(BUYER, `${order}/receipts`);
  await documentsInCustody(api, order);
  const late = async (): Promise<string> => (await api.done(OPERATOR, `${order}/payments`, money('balance'))).id;
  await returnsOfEveryKind(api, provider, [await late(), await late()]);
  await conversations(api, order);
}

async function paidAndSent(api: Api): Promise<PaidOrder> {
  const path = await agreed(api);
  await api.done(OPERATOR, `${path}/payments`, money('initial'));
  const parcel = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
  const { id: batch } = await api.done(SUPPLIER, `${path}/shipments`, parcel);
  await api.done(OPERATOR, `${path}/payments`, money('balance'));
  return { path, batch };
}

async function otherOrders(api: Api): Promise<void> {
  await api.done(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}/limits`, { limit: usd('60000.00') });
  const order = await agreed(api);
  await api.done(BUYER, `${order}/cancellations`, { reason: 'The goods are not needed any more.' });
  const checked = await agreed(api);
  await api.done(OPERATOR, `${checked}/payments`, money('initial'));
  await checkedAndCleared(api, checked);
}

/** Revised once, and confirmed by both sides. @returns its path. */
async function agreed(api: Api): Promise<string> {
  const { id } = await api.done(BUYER, '/v1/orders', contract());
  const order = `/v1/orders/${id}`;
  await api.done(BUYER, `${order}/submissions`);
  const { position } = await api.done(SUPPLIER, `${order}/revisions`, contract({ qualityTerms: 'No loose threads.' }));
  const { body } = await api.page(BUYER, id, position);
  const { contract: written } = body as { readonly contract: { readonly hash: string } };
  await api.done(BUYER, `${order}/confirmations`, { contractHash: written.hash });
  await api.done(SUPPLIER, `${order}/confirmations`, { contractHash: written.hash });
  return order;
}

const money = (purpose: 'initial' | 'balance') => ({
  purpose,
  amount: usd('1500.00'),
  method: 'tt',
  reference: `MT103 ${purpose}`,
});

/** Sends one command, and waits for one moment; a second event is more than it can take. */
const patience: Saga = {
  name: 'patience',
  initialState: { step: 'idle' },
  types: [],
  key: () => 'one',
  react: (state, input) => {
    if (input.kind !== 'event') return remain(state, 'It was waited for.');
    if (state['step'] !== 'idle') throw new TypeError('The saga takes one event only');
    return {
      state: { step: 'waiting' },
      reason: 'A command is sent, and its time is watched.',
      commands: [{ type: 'submit-order', target: 'one', payload: { orderId: 'one' } }],
      deadlines: [{ kind: 'schedule', name: 'remind', dueAt: input.event.metadata.recordedAt }],
    };
  },
};

/** What an order’s sagas meet only when something is slow or wrong, and the waiting that none of them does yet. */
async function wholeInstance(api: Api): Promise<void> {
  const { pipeline, clock } = api.application.engine;
  const [first, second] = await storedIn(api);
  if (first === undefined || second === undefined) throw new Error('nothing was stored');
  const instance = instanceOf(patience, 'one');
  const send = (command: Parameters<typeof instance.decide>[1], ...events: readonly RecordedEvent[]) =>
    pipeline.run(instance, 'one', command, fromOutside(), () => Promise.resolve(events));
  await send({ type: 'react-to-event', eventId: first.id }, first);
  const { state } = await pipeline.load(instance, 'one');
  const [commandId = ''] = Object.keys(state.pending);
  await send({ type: 'postpone-command', commandId, attempt: 1, retryAt: clock.now(), cause: 'order-too-early' });
  await send({ type: 'settle-command', commandId, outcome: { kind: 'refused', code: 'unknown-order', facts: {} } });
  await send({ type: 'pass-deadline', name: 'remind', dueAt: first.metadata.recordedAt });
  await send({ type: 'react-to-event', eventId: second.id }, second);
}

/** Nothing of a real saga fails here; whoever is asked to try again has nothing to do. */
async function retriedInstance(api: Api): Promise<void> {
  await api.done(OPERATOR, `/v1/sagas/coverage/instances/supplier-${SUPPLIER[1]}/retries`);
}

/** All that is stored, opened: sealed values are other ones on each installation. */
async function storedIn({ application: { engine } }: Api): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of engine.eventStore.readAll()) events.push(...batch.map(recorded));
  return (await engine.personalData.open(events)) as readonly RecordedEvent[]; // the same, opened
}

const firstOfEach = (events: readonly RecordedEvent[]): readonly GoldenEvent[] =>
  [...new Map(events.toReversed().map((event) => [event.type, event])).values()].map((event) => ({
    type: event.type,
    data: event.data,
    history: events
      .filter(({ stream, revision }) => stream === event.stream && revision < event.revision)
      .map(({ type, data }) => ({ type, data })),
  }));
