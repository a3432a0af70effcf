import type {
  AsStored,
  CoverageType,
  DesignatedAccount,
  DocumentReference,
  DocumentId,
  Instant,
  LineQuantity,
  LocalDate,
  Money,
  OrderId,
  OrderPhase,
  OrganisationId,
  Purpose,
  SealedValue,
  ShipmentId,
  Side,
} from '#kernel';
import type { OrderEvent } from '#contexts/ordering';
import type { ArrivalDoc, DebtDoc, PendingPaymentDoc } from './money-doc.js';

type Origin = NonNullable<Extract<OrderEvent, { type: 'order.drafted.v1' }>['data']['origin']>;

/** The service's own words [seed], and ours where it has none. */
export type StatusWord =
  | 'Waiting for confirmation'
  | 'Reserving cover'
  | 'Acknowledge reduced cover'
  | 'Pending payment'
  | 'Payment processing'
  | "Waiting for supplier's shipment"
  | 'Balance due'
  | 'Waiting for Delivery Confirmation'
  | 'Completed'
  | 'Dispute open'
  | 'Escalated'
  | 'Refunded'
  | 'Cancelled'
  | 'Expired'
  | 'Closed by dispute';

/** One order as its status page shows it. What depends on now or on the caller is not here: see `viewFor`. */
export interface OrderStatusDoc {
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly supplierName: string;
  readonly status: StatusWord;
  readonly phase: OrderPhase;
  /** Of the order's stream: what `If-Match` takes. */
  readonly revision: number;
  /** Where the order began; null when nobody said. */
  readonly origin: Origin | null;
  readonly draftedAt: Instant;
  readonly updatedAt: Instant;
  readonly contract: ContractDoc;
  readonly confirmations: Readonly<Record<Side, Instant | null>>;
  /** The rules that the order is judged by; null before submission. */
  readonly ruleSet: string | null;
  /** Null before submission. */
  readonly confirmBy: Instant | null;
  /** Null before both sides have confirmed. */
  readonly payBy: Instant | null;
  readonly cover: CoverDoc;
  /** Where every payment goes. */
  readonly designatedAccount: AsStored<DesignatedAccount>;
  readonly payments: Readonly<Record<Purpose, DebtDoc>>;
  /** The order has taken money, whatever became of it since. */
  readonly hasTakenMoney: boolean;
  /** Begun or declared, and not yet taken by the order; in the order in which they began. */
  readonly pendingPayments: readonly PendingPaymentDoc[];
  /** In the order in which they arrived. */
  readonly arrivals: readonly ArrivalDoc[];
  readonly undispatched: readonly LineQuantity[];
  /** In the order in which they left. */
  readonly shipments: readonly ShipmentDoc[];
  /** Neither sent yet nor taken back. */
  readonly plannedShipments: readonly PlannedShipmentDoc[];
  /** The goods are ready to leave, as the supplier says. */
  readonly readyNoticeAt: Instant | null;
  /** The supplier was reminded, and may be again from then on. */
  readonly remindableFrom: Instant | null;
  /** The receipt counts as confirmed then; null while it is not awaited, or a dispute is open. */
  readonly automaticReceiptAt: Instant | null;
  /** The buyer may say what he thinks of the supplier before; null until the order is complete. */
  readonly feedbackUntil: Instant | null;
  readonly feedback: FeedbackDoc | null;
  /** In the order in which they were opened. */
  readonly disputes: readonly DisputeDoc[];
  /** Another contract that one side wants, until it is answered or has lapsed. */
  readonly proposedAmendment: AmendmentDoc | null;
  /** What one side has proposed and the other has not answered. */
  readonly proposedCancellation: {
    readonly by: Side;
    readonly reason: SealedValue<string>;
    readonly amountToReturn: Money;
  } | null;
  readonly cancelled: { readonly by: Side; readonly reason: SealedValue<string>; readonly at: Instant } | null;
  /** What happens next, by when, and whose move it is; null once nothing does. */
  readonly next: NextStep | null;
}

export interface ContractDoc {
  readonly hash: string;
  readonly lines: readonly {
    readonly product: string;
    readonly specification: string | null;
    readonly quantity: number;
    readonly unitPrice: string;
    readonly amount: Money;
  }[];
  readonly charges: readonly { readonly kind: 'shipping' | 'tax' | 'other'; readonly amount: Money }[];
  readonly total: Money;
  readonly shipBy: LocalDate;
  readonly shipByZone: string;
  /** The first moment that is no longer that day. */
  readonly shipByEnd: Instant;
  readonly qualityTerms: string | null;
  readonly agreedCap: Money | null;
  readonly documents: readonly { readonly documentId: DocumentId; readonly sha256: string }[];
  /** To whom the goods go. */
  readonly consignee: SealedValue<ConsigneeDoc> | null;
}

/** With the salt under which he entered the contract's hash, so that those who may see him can check it. */
export type ConsigneeDoc = Readonly<Record<'name' | 'address' | 'contact' | 'salt', string>>;

export interface CoverDoc {
  readonly type: CoverageType;
  readonly base: Money;
  /** Both null until the cover is reserved. */
  readonly requested: Money | null;
  readonly granted: Money | null;
  readonly reduced: boolean;
  readonly acknowledged: boolean;
}

export interface ShipmentDoc {
  readonly shipmentId: ShipmentId;
  readonly lines: readonly LineQuantity[];
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly dispatchedAt: Instant;
  /** What goes with the goods. */
  readonly documents: readonly DocumentReference[];
  /** Null while nobody has recorded that it cleared customs. */
  readonly clearance: ClearanceDoc | null;
  readonly deliveredAt: Instant | null;
}

export interface ClearanceDoc {
  /** On whose word. */
  readonly by: 'operator' | 'buyer' | 'supplier';
  readonly clearedAt: Instant;
  /** Before this the buyer may contest it; null when he may not. */
  readonly contestBy: Instant | null;
  /** While it is, it closes no window. */
  readonly contested: boolean;
}

/** What the supplier means to send. */
export interface PlannedShipmentDoc {
  readonly shipmentId: ShipmentId;
  readonly lines: readonly LineQuantity[];
  readonly readyOn: LocalDate | null;
}

export interface AmendmentDoc {
  readonly by: Side;
  /** From this moment on it is too late to accept it. */
  readonly lapsesAt: Instant;
  readonly contract: ContractDoc;
  readonly initialPayment: Money;
  readonly supplierName: string;
  readonly designatedAccount: AsStored<DesignatedAccount>;
}

export interface FeedbackDoc {
  readonly rating: number;
  readonly text: SealedValue<string> | null;
  readonly at: Instant;
  readonly revisableUntil: Instant;
  readonly revised: boolean;
}

/** A dispute as far as the order knows of it; its own page has the rest. */
export interface DisputeDoc {
  readonly disputeId: string;
  readonly status: 'open' | 'escalated' | 'ended';
  /** In the dispute's own words; null while it is not over. */
  readonly outcome: string | null;
  /** What has reached the buyer by it, from when it has: null before, and where nothing did. */
  readonly refunded: Money | null;
}

export interface NextStep {
  readonly act:
    | 'submit-order'
    | 'confirm-order'
    | 'reserve-cover'
    | 'acknowledge-reduced-cover'
    | 'pay-initial'
    /** All that is owed now is on its way. */
    | 'await-money'
    | 'dispatch-shipment'
    | 'pay-balance'
    | 'confirm-receipt';
  readonly by: Instant | null;
  /** `either` side can do it; `both` have to. */
  readonly whose: Side | 'either' | 'both' | 'platform';
}
