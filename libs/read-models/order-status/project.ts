import {
  fromData,
  laterOf,
  on,
  textAt,
  type DomainEvent,
  type Projection,
  type RecordedEvent,
  type RecordedOf,
  type StoredForm,
} from '#kernel';
import type { OrderEvent, Timetable } from '#contexts/ordering';
import type { RefundEvent } from '#contexts/refund';
import type { ShipmentEvent } from '#contexts/shipment';
import { agreedIn, amendedBy, proposedIn } from './contract.js';
import { afterDispute, afterRefund, type DisputeNow } from './disputes.js';
import type { OrderStatusDoc } from './doc.js';
import { afterPayment, type PaymentMoved } from './money.js';
import { afterShipment } from './shipments.js';
import { withStatus } from './status.js';

/** Written into a stream when it refuses a saga's command: it changes no order, but the stream's revision. */
type CommandRefused = DomainEvent<'command-refused.v1', object>;
type RefundPaid = Extract<RefundEvent, { type: 'refund.succeeded.v1' }>;
type Digested = OrderEvent | PaymentMoved | ShipmentEvent | RefundPaid | CommandRefused;
type DebtAfter = Pick<
  Extract<OrderEvent, { type: 'order.payment-reversed.v1' }>['data'],
  'purpose' | 'due' | 'allocatedInAll' | 'complete' | 'phase'
>;
type Recorded = Pick<RecordedEvent, 'revision' | 'metadata'>;
type Timed = Recorded & { readonly data: object };
/** Nothing happens by itself any more. */
const STANDSTILL = { automaticReceiptAt: null };

const ORDER_STREAM = 'order-';

/** The page of one order, by the order's id. */
export const orderStatus: Projection<OrderStatusDoc> = {
  name: 'order-status',
  version: 4,
  declaration: {
    fields: { buyer: 'string', supplier: 'string', status: 'string', updatedAt: 'string' },
    indexes: [
      ['buyer', 'updatedAt'],
      ['buyer', 'status', 'updatedAt'],
      ['supplier', 'updatedAt'],
      ['supplier', 'status', 'updatedAt'],
      ['status', 'updatedAt'],
    ],
  },
  keys: ({ type, stream, data }) => {
    if (type !== 'command-refused.v1') return [textAt(data, 'orderId')];
    return stream.startsWith(ORDER_STREAM) ? [stream.slice(ORDER_STREAM.length)] : [];
  },

  ...on<OrderStatusDoc, Digested>({
    'order.drafted.v1': (_, event) => {
      const { orderId, buyer, supplier } = event.data;
      const { recordedAt } = event.metadata;
      return withStatus({
        orderId,
        buyer,
        supplier,
        ...agreedIn(event.data),
        phase: 'drafted',
        revision: event.revision,
        origin: event.data.origin ?? null,
        draftedAt: recordedAt,
        updatedAt: recordedAt,
        confirmations: { buyer: null, supplier: null },
        ruleSet: null,
        confirmBy: null,
        payBy: null,
        hasTakenMoney: false,
        pendingPayments: [],
        arrivals: [],
        shipments: [],
        plannedShipments: [],
        readyNoticeAt: null,
        remindableFrom: null,
        automaticReceiptAt: null,
        feedbackUntil: null,
        feedback: null,
        disputes: [],
        proposedAmendment: null,
        proposedCancellation: null,
        cancelled: null,
      });
    },
    'order.revised.v1': (doc, event) =>
      moved(doc, event, { ...agreedIn(event.data), confirmations: { buyer: null, supplier: null } }),
    'order.submitted.v1': (doc, event) => {
      const { confirmBy, ruleSet } = event.data;
      return moved(doc, event, { phase: 'submitted', confirmBy, ruleSet });
    },
    'order.side-confirmed.v1': (doc, event) => {
      const confirmations = { ...known(doc).confirmations, [event.data.side]: event.metadata.recordedAt };
      return moved(doc, event, { confirmations });
    },
    'order.confirmed.v1': (doc, event) => {
      const { payBy, ruleSet } = event.data;
      return moved(doc, event, { phase: 'confirmed', payBy, ruleSet });
    },
    'order.cancelled.v1': (doc, event) => {
      const { by, reason } = event.data;
      return moved(doc, event, {
        phase: 'cancelled',
        ...STANDSTILL,
        cancelled: { by, reason, at: event.metadata.recordedAt },
      });
    },
    'order.cover-recorded.v1': (doc, event) => {
      const { coverageType: type, base, requested, granted, reduced } = event.data;
      const amounts = { base: fromData(base), requested: fromData(requested), granted: fromData(granted) };
      return moved(doc, event, { cover: { type, ...amounts, reduced, acknowledged: false } });
    },
    'order.reduced-cover-acknowledged.v1': (doc, event) =>
      moved(doc, event, { cover: { ...known(doc).cover, acknowledged: true } }),
    'order.amendment-proposed.v1': (doc, event) => moved(doc, event, { proposedAmendment: proposedIn(event.data) }),
    'order.amended.v1': (doc, event) => moved(doc, event, amendedBy(known(doc), event.data)),
    'order.amendment-rejected.v1': (doc, event) => moved(doc, event, { proposedAmendment: null }),
    'order.amendment-lapsed.v1': (doc, event) => moved(doc, event, { proposedAmendment: null }),
    'order.cancellation-proposed.v1': (doc, event) => {
      const { by, reason, amountToReturn } = event.data;
      return moved(doc, event, { proposedCancellation: { by, reason, amountToReturn: fromData(amountToReturn) } });
    },
    'order.cancellation-accepted.v1': (doc, event) => moved(doc, event, { proposedCancellation: null }),
    'order.cancellation-rejected.v1': (doc, event) => moved(doc, event, { proposedCancellation: null }),
    'order.expired.v1': (doc, event) => moved(doc, event, { phase: 'expired', ...STANDSTILL }),
    'order.left-to-operators.v1': (doc, event) => moved(doc, event, {}),
    'order.receipt-reminded.v1': (doc, event) => moved(doc, event, {}),
    'order.closed-by-dispute.v1': (doc, event) => moved(doc, event, { phase: 'closed-by-dispute', ...STANDSTILL }),
    'order.dispute-opened-recorded.v1': (doc, event) => withDispute(doc, event, { status: 'open' }),
    'order.dispute-escalated-recorded.v1': (doc, event) => withDispute(doc, event, { status: 'escalated' }),
    'order.dispute-ended-recorded.v1': (doc, event) => {
      const { outcome, refunded } = event.data;
      return withDispute(doc, event, { status: 'ended', outcome, refunded: refunded && fromData(refunded) });
    },
    'order.payment-allocated.v1': (doc, event) =>
      moved(doc, event, { ...withDebt(doc, event.data), hasTakenMoney: true }),
    'order.payment-reversed.v1': (doc, event) => moved(doc, event, withDebt(doc, event.data)),
    'order.shortfall-waived.v1': (doc, event) => {
      const { purpose, waivedInAll } = event.data;
      const { phase, payments } = withDebt(doc, event.data);
      const debt = { ...payments[purpose], waived: fromData(waivedInAll) };
      return moved(doc, event, { phase, payments: { ...payments, [purpose]: debt } });
    },
    'order.return-recorded.v1': (doc, event) => {
      const { purpose, allocatedInAll } = event.data;
      const { payments } = known(doc);
      const debt = { ...payments[purpose], arrived: fromData(allocatedInAll) }; // as complete as it was: the order has ended, and nothing is owed again
      return moved(doc, event, { payments: { ...payments, [purpose]: debt } });
    },
    'order.transfer-declared.v1': (doc, event) => moved(doc, event, { payBy: event.data.payUntil }),
    'order.check-requested.v1': (doc, event) => moved(doc, event, {}),
    'order.check-answered.v1': (doc, event) => moved(doc, event, {}),
    'order.dispatch-recorded.v1': (doc, event) => {
      const { undispatched, phase } = event.data;
      return moved(doc, event, { phase, undispatched });
    },
    'order.delivery-recorded.v1': (doc, event) => moved(doc, event, {}), // the shipment itself says when
    'order.completed.v1': (doc, event) =>
      moved(doc, event, { phase: 'completed', feedbackUntil: event.data.feedbackUntil ?? null }),
    'order.supplier-reminded.v1': (doc, event) => moved(doc, event, { remindableFrom: event.data.nextFrom }),
    'order.ready-notice-given.v1': (doc, event) => moved(doc, event, { readyNoticeAt: event.data.readyAt }),
    'order.feedback-given.v1': (doc, event) => {
      const { rating, text, revisableUntil } = event.data;
      const at = event.metadata.recordedAt;
      return moved(doc, event, { feedback: { rating, text, at, revisableUntil, revised: false } });
    },
    'order.feedback-revised.v1': (doc, event) => {
      const { feedback } = known(doc);
      if (feedback === null) throw new TypeError('Feedback was revised before it was given');
      const { rating, text } = event.data;
      return moved(doc, event, { feedback: { ...feedback, rating, text, revised: true } });
    },
    'refund.succeeded.v1': (doc, event) => {
      const { disputeId, amount } = event.data;
      return noted(doc, event, { disputes: afterRefund(known(doc).disputes, disputeId, fromData(amount)) });
    },
    'command-refused.v1': (doc, { revision }) => doc && { ...doc, revision },

    'payment.initiated.v1': payment,
    'payment.declared.v1': payment,
    'payment.verification-started.v1': payment,
    'payment.authorised.v1': payment,
    'payment.processing.v1': payment,
    'payment.rejected.v1': payment,
    'payment.failed.v1': payment,
    'payment.expired.v1': payment,
    'payment.arrived.v1': payment,
    'payment.arrived-elsewhere.v1': payment,
    'payment.allocated.v1': payment,
    'payment.unmatched.v1': payment,
    'payment.reversed.v1': payment,
    'shipment.planned.v1': shipment,
    'shipment.plan-withdrawn.v1': shipment,
    'shipment.dispatched.v1': shipment,
    'shipment.customs-cleared.v1': shipment,
    'shipment.clearance-contested.v1': shipment,
    'shipment.clearance-upheld.v1': shipment,
    'shipment.clearance-dismissed.v1': shipment,
    'shipment.delivered.v1': shipment,
  }),
};

/** The order's own stream went on. */
const moved = (doc: OrderStatusDoc | null, event: Timed, changes: Partial<OrderStatusDoc>): OrderStatusDoc =>
  noted(doc, event, { ...changes, ...byTheClock(event), revision: event.revision });

/** What the order's timetable says of the page, where the event has one. */
const byTheClock = ({ data }: Timed): Partial<OrderStatusDoc> => {
  const { timetable } = data as { readonly timetable?: Timetable }; // only what moves it has one
  if (timetable === undefined) return {};
  return { automaticReceiptAt: timetable.receiptAt };
};

/** Something of the order's money or goods happened, on a stream of its own. */
const noted = (doc: OrderStatusDoc | null, event: Recorded, changes: Partial<OrderStatusDoc>): OrderStatusDoc => {
  const before = known(doc);
  // Each stream has the clock of whoever wrote it: the page never goes back in time.
  const updatedAt = laterOf(before.updatedAt, event.metadata.recordedAt);
  return withStatus({ ...before, ...changes, updatedAt });
};

/** Where a debt stands, and with it the order. */
const withDebt = (
  doc: OrderStatusDoc | null,
  { purpose, due, allocatedInAll, complete, phase }: DebtAfter,
): Pick<OrderStatusDoc, 'phase' | 'payments'> => {
  const { payments } = known(doc);
  const debt = { ...payments[purpose], due: fromData(due), arrived: fromData(allocatedInAll), complete };
  return { phase, payments: { ...payments, [purpose]: debt } };
};

/** One of the order's disputes went on. */
const withDispute = (
  doc: OrderStatusDoc | null,
  event: Recorded & { readonly data: { readonly disputeId: string } },
  now: DisputeNow,
): OrderStatusDoc => moved(doc, event, { disputes: afterDispute(known(doc).disputes, event.data.disputeId, now) });

/** One of the order's payments went on. */
function payment(doc: OrderStatusDoc | null, event: RecordedOf<StoredForm<PaymentMoved>>): OrderStatusDoc {
  return noted(doc, event, afterPayment(known(doc), event));
}

/** One of the order's batches went on. */
function shipment(doc: OrderStatusDoc | null, event: RecordedOf<StoredForm<ShipmentEvent>>): OrderStatusDoc {
  return noted(doc, event, afterShipment(known(doc), event));
}

/** Everything that concerns an order comes after its draft; if not, the history is broken and the key is parked. */
function known(doc: OrderStatusDoc | null): OrderStatusDoc {
  if (doc === null) throw new TypeError('The order has no draft');
  return doc;
}
