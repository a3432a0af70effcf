import { digestOf } from '#audit';
import {
  addDays,
  currency,
  endOfDay,
  localDate,
  orderId,
  paymentId,
  shipmentId,
  type Instant,
  type LineQuantity,
  type MoneyData,
  type OrderPhase,
  type Purpose,
} from '#kernel';
import {
  agreedContract,
  contractHashOf,
  type Contract,
  type ContractFacts,
  type OrderEvent,
  type SupplierTerms,
} from '#contexts/ordering';
import { SALT } from './decider.js';
import { BUYER, SUPPLIER } from './people.js';
import { day, usd, uuid } from './values.js';

export const ORDER = orderId(uuid('a', 1));
export const PAYMENT = paymentId(uuid('b', 1));
/** What is paid in the histories; a test brings PAYMENT. */
export const EARLIER_PAYMENT = paymentId(uuid('b', 8));
export const SHIPMENT = shipmentId(uuid('c', 1));
export const account = { bank: 'Citibank', holder: 'Ningbo Cycles Ltd', number: '8001-2345' };
export const supplierTerms: SupplierTerms = {
  name: 'Ningbo Cycles',
  designatedAccount: account,
  currency: currency('USD'),
};

/** The seed's example: 3,000 in all, 1,500 first. */
export const contract: Omit<Contract, 'consignee'> = {
  buyer: BUYER,
  supplier: SUPPLIER,
  lines: [
    { product: 'Touring frame', specification: '56 cm', quantity: 10, unitPrice: '200', amount: usd('2000.00') },
    { product: 'Spoke set', quantity: 4, unitPrice: '225.125', amount: usd('900.50') },
  ],
  charges: [{ kind: 'shipping', amount: usd('99.50') }],
  total: usd('3000.00'),
  initialPayment: usd('1500.00'),
  coverageType: 'post-delivery',
  shipBy: localDate('2026-04-30'),
};
export const contractHash = digestOf(contract);
export const ALL: readonly LineQuantity[] = [
  { line: 1, quantity: 10 },
  { line: 2, quantity: 4 },
];

const subject = { orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const shipByEnd = endOfDay(contract.shipBy);
const instructions = { supplierName: 'Ningbo Cycles', designatedAccount: account, shipByEnd };
/** What a command with a contract finds beside it. */
export const contractFacts: ContractFacts = { supplier: supplierTerms, documents: [], shipByEnd };

type DataOf<T extends OrderEvent['type']> = Extract<OrderEvent, { type: T }>['data'];

export const DISPUTE = `${ORDER}-1`;
export const CHECK = 'check-1';

/** One event of an order, from what is its own; the parties are always the same. */
export const event =
  <T extends OrderEvent['type']>(type: T) =>
  (data: Omit<DataOf<T>, keyof typeof subject>): OrderEvent =>
    // the subject completes what the catalogue declares; the helpers of the tests validate it
    ({ type, data: { ...subject, ...data } }) as unknown as OrderEvent;

/** What a version of the contract says of itself. */
const versionOf = (contract: Contract) => ({
  contract: agreedContract(contract, SALT),
  contractHash: contractHashOf(contract, SALT, digestOf),
  ...instructions,
});

export const drafted = (written: Contract = contract): OrderEvent =>
  event('order.drafted.v1')({ by: 'buyer', ...versionOf(written) });

export const revised = (written: Contract, voided: readonly ('buyer' | 'supplier')[] = []): OrderEvent =>
  event('order.revised.v1')({ by: 'buyer', ...versionOf(written), voided });

export const submitted = (): OrderEvent =>
  event('order.submitted.v1')({ by: 'buyer', contractHash, confirmBy: day(30), ruleSet: 'trade-assurance/1' });

export const sideConfirmed = (side: 'buyer' | 'supplier'): OrderEvent =>
  event('order.side-confirmed.v1')({ side, contractHash });

export const confirmed = (): OrderEvent =>
  event('order.confirmed.v1')({
    contractHash,
    coverageType: contract.coverageType,
    coverageBase: contract.total,
    agreedCap: null,
    payBy: day(60),
    ruleSet: 'trade-assurance/1',
  });

export const cancelled = (from: 'drafted' | 'submitted' | 'confirmed'): OrderEvent =>
  event('order.cancelled.v1')({ by: 'buyer', reason: 'changed plans', from });

export const coverRecorded = (granted: MoneyData = usd('3000.00')): OrderEvent =>
  event('order.cover-recorded.v1')({
    coverageType: 'post-delivery',
    base: usd('3000.00'),
    requested: usd('3000.00'),
    granted,
    reduced: granted.minor !== '300000',
  });

export const acknowledged = (): OrderEvent =>
  event('order.reduced-cover-acknowledged.v1')({ requested: usd('3000.00'), granted: usd('2000.00') });

export interface Allocation {
  readonly purpose: Purpose;
  readonly amount: MoneyData;
  readonly allocated?: MoneyData;
  readonly excess?: MoneyData;
  readonly allocatedInAll?: MoneyData;
  readonly complete: boolean;
  readonly phase: 'confirmed' | 'in-performance' | 'awaiting-receipt';
  readonly due?: MoneyData;
  readonly payment?: typeof PAYMENT;
  readonly at?: Instant;
}

/** Both debts of the example are 1,500. */
export const allocated = ({ purpose, amount, complete, phase, ...rest }: Allocation): OrderEvent =>
  event('order.payment-allocated.v1')({
    paymentId: rest.payment ?? PAYMENT,
    purpose,
    amount,
    allocated: rest.allocated ?? amount,
    excess: rest.excess ?? usd('0.00'),
    due: rest.due ?? usd('1500.00'),
    allocatedInAll: rest.allocatedInAll ?? amount,
    complete,
    phase,
    allocatedAt: rest.at ?? day(0),
  });

export const dispatched = (
  phase: 'in-performance' | 'awaiting-receipt',
  lines = ALL,
  undispatched: readonly LineQuantity[] = [],
): OrderEvent =>
  event('order.dispatch-recorded.v1')({ shipmentId: SHIPMENT, lines, dispatchedAt: day(3), undispatched, phase });

export const delivered = (): OrderEvent =>
  event('order.delivery-recorded.v1')({ shipmentId: SHIPMENT, deliveredAt: day(9) });

export const completed = (completedAt = day(0)): OrderEvent =>
  event('order.completed.v1')({ completedAt, feedbackUntil: addDays(completedAt, 60) });

export const reminded = (about: 'confirmation' | 'shipment', at = day(0)): OrderEvent =>
  event('order.supplier-reminded.v1')({ about, nextFrom: addDays(at, 1) });
export const readyNotice = (readyAt = day(0)): OrderEvent => event('order.ready-notice-given.v1')({ readyAt });
export const waived = (amount = usd('1000.00')): OrderEvent =>
  event('order.shortfall-waived.v1')({
    purpose: 'initial',
    amount,
    waivedInAll: amount,
    due: usd('1500.00'),
    allocatedInAll: usd('500.00'),
    complete: true,
    phase: 'in-performance',
    waivedAt: day(0),
  });
export const feedback = (text: string | null = 'Well made.', rating = 4): OrderEvent =>
  event('order.feedback-given.v1')({ rating, text, revisableUntil: day(30) });
export const feedbackRevised = (text: string | null = 'It broke.', rating = 1): OrderEvent =>
  event('order.feedback-revised.v1')({ rating, text });

/** All of the initial payment of the example. */
export const reversed = (
  phase: OrderPhase,
  { amount = usd('1500.00'), allocatedInAll = usd('0.00') } = {},
): OrderEvent =>
  event('order.payment-reversed.v1')({
    paymentId: EARLIER_PAYMENT,
    purpose: 'initial',
    amount,
    reversedInAll: amount,
    due: usd('1500.00'),
    allocatedInAll,
    complete: false,
    phase,
  });

/** Two more frames: 3,400 in all, the balance 1,900. */
export const amendment: Omit<Contract, 'consignee'> = {
  ...contract,
  lines: [{ ...contract.lines[0]!, quantity: 12, amount: usd('2400.00') }, contract.lines[1]!],
  total: usd('3400.00'),
};
export const amendmentHash = digestOf(amendment);
export const amendmentProposed = (by: 'buyer' | 'supplier' = 'supplier', proposed: Contract = amendment): OrderEvent =>
  event('order.amendment-proposed.v1')({ by, ...versionOf(proposed), lapsesAt: day(10) });
export const amended = (changes: Partial<DataOf<'order.amended.v1'>> = {}): OrderEvent =>
  event('order.amended.v1')({
    by: 'buyer',
    contractHash: amendmentHash,
    coverageType: 'post-delivery',
    coverageBase: usd('3400.00'),
    agreedCap: null,
    coverChanges: true,
    total: usd('3400.00'),
    initial: { due: usd('1500.00'), complete: true },
    balance: { due: usd('1900.00'), complete: false },
    undispatched: [
      { line: 1, quantity: 12 },
      { line: 2, quantity: 4 },
    ],
    shipByEnd,
    phase: 'in-performance',
    amendedAt: day(0),
    ...changes,
  });
export const amendmentRejected = (): OrderEvent =>
  event('order.amendment-rejected.v1')({ by: 'buyer', contractHash: amendmentHash });
export const amendmentLapsed = (): OrderEvent =>
  event('order.amendment-lapsed.v1')({ contractHash: amendmentHash, dueAt: day(10) });

export const cancellationProposed = (amount = usd('500.00')): OrderEvent =>
  event('order.cancellation-proposed.v1')({ by: 'supplier', amountToReturn: amount, reason: 'no cotton' });
export const cancellationRejected = (): OrderEvent =>
  event('order.cancellation-rejected.v1')({ by: 'buyer', amountToReturn: usd('500.00') });
/** From the last payment of the history. */
export const cancellationAccepted = (paymentId = EARLIER_PAYMENT): OrderEvent =>
  event('order.cancellation-accepted.v1')({
    by: 'buyer',
    amountToReturn: usd('500.00'),
    returns: [{ paymentId, purpose: 'initial', amount: usd('500.00') }],
  });
export const cancelledByBoth = (from: OrderPhase): OrderEvent =>
  event('order.cancelled.v1')({ by: 'supplier', reason: 'no cotton', from });
export const returned = (amount = usd('500.00')): OrderEvent =>
  event('order.return-recorded.v1')({
    paymentId: EARLIER_PAYMENT,
    purpose: 'initial',
    amount,
    returnedInAll: amount,
    allocatedInAll: usd('1000.00'),
  });

export const transferDeclared = (paymentId = PAYMENT): OrderEvent =>
  event('order.transfer-declared.v1')({ paymentId, declaredAt: day(5), payUntil: day(90) });

export const expired = (reason: 'unconfirmed' | 'unpaid'): OrderEvent =>
  event('order.expired.v1')(
    reason === 'unpaid' ? { reason, from: 'confirmed', dueAt: day(60) } : { reason, from: 'submitted', dueAt: day(30) },
  );

export const checkRequested = (): OrderEvent =>
  event('order.check-requested.v1')({ checkId: CHECK, kind: 'inspection', at: day(0) });
export const checkAnswered = (): OrderEvent =>
  event('order.check-answered.v1')({ checkId: CHECK, kind: 'inspection', at: day(0) });

export const disputeOpened = (): OrderEvent => event('order.dispute-opened-recorded.v1')({ disputeId: DISPUTE });
export const disputeEscalated = (): OrderEvent => event('order.dispute-escalated-recorded.v1')({ disputeId: DISPUTE });
export const disputeEnded = (refunded: MoneyData | null = usd('400.00')): OrderEvent =>
  event('order.dispute-ended-recorded.v1')({ disputeId: DISPUTE, outcome: 'settled', refunded });
export const closedByDispute = (from: OrderPhase): OrderEvent =>
  event('order.closed-by-dispute.v1')({ disputeId: DISPUTE, from });

const initialPaid = allocated({
  purpose: 'initial',
  amount: usd('1500.00'),
  complete: true,
  phase: 'in-performance',
  payment: EARLIER_PAYMENT,
});
const balancePaid = (phase: 'in-performance' | 'awaiting-receipt'): OrderEvent =>
  allocated({ purpose: 'balance', amount: usd('1500.00'), complete: true, phase, payment: paymentId(uuid('b', 9)) });

const inSubmission = [drafted(), submitted()];
const reserving = [...inSubmission, sideConfirmed('buyer'), sideConfirmed('supplier'), confirmed()];
const granted = [...reserving, coverRecorded()];
const reduced = [...reserving, coverRecorded(usd('2000.00'))];
const paid = [...granted, initialPaid];
const shipped = [...paid, dispatched('in-performance')];
const awaiting = [...shipped, balancePaid('awaiting-receipt')];

/** Every situation in which an order can be, as its history. */
export const histories = {
  'no order': [],
  drafted: [drafted()],
  submitted: inSubmission,
  'confirmed by the buyer': [...inSubmission, sideConfirmed('buyer')],
  'reserving cover': reserving,
  'cover granted': granted,
  'cover reduced': reduced,
  'reduced cover acknowledged': [...reduced, acknowledged()],
  'initial payment begun': [
    ...granted,
    allocated({
      purpose: 'initial',
      amount: usd('500.00'),
      complete: false,
      phase: 'confirmed',
      payment: EARLIER_PAYMENT,
    }),
  ],
  'initial payment complete': paid,
  'all dispatched, balance due': shipped,
  'all dispatched and delivered, balance due': [...shipped, delivered()],
  'balance paid, goods not dispatched': [...paid, balancePaid('in-performance')],
  'initial payment called back after dispatch': [...shipped, reversed('confirmed')],
  'awaiting receipt': awaiting,
  'awaiting receipt, dispute open': [...awaiting, disputeOpened()],
  completed: [...awaiting, completed()],
  'completed, feedback given': [...awaiting, completed(), feedback()],
  'initial payment complete, amendment proposed': [...paid, amendmentProposed()],
  'amended, cover to be adjusted': [...paid, amendmentProposed(), amended()],
  'initial payment complete, cancellation proposed': [...paid, cancellationProposed()],
  cancelled: [drafted(), cancelled('drafted')],
  'cancelled by both': [...paid, cancellationProposed(), cancellationAccepted(), cancelledByBoth('in-performance')],
  expired: [...granted, expired('unpaid')],
  'closed by dispute': [...paid, disputeOpened(), closedByDispute('in-performance')],
} as const satisfies Readonly<Record<string, readonly OrderEvent[]>>;

export type Situation = keyof typeof histories;
