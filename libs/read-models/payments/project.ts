import {
  fromData,
  on,
  textAt,
  type AsStored,
  type EventMetadata,
  type Instant,
  type MoneyData,
  type Projection,
} from '#kernel';
import type { PaymentEvent, ReturnCause } from '#contexts/payment';
import type { PaymentDoc, PaymentPhase, ReturnDoc } from './doc.js';

type Data<T extends PaymentEvent['type']> = AsStored<Extract<PaymentEvent, { readonly type: T }>['data']>;
type Attempt = Pick<
  Data<'payment.arrived.v1'>,
  'paymentId' | 'orderId' | 'buyer' | 'supplier' | 'purpose' | 'method' | 'amount'
>;
type At = Pick<EventMetadata, 'recordedAt'>;

/** Every payment by its id; found by its order, and by what an operator has to look at. */
export const payments: Projection<PaymentDoc> = {
  name: 'payments',
  version: 1,
  declaration: {
    fields: { orderId: 'string', attention: 'string', begunAt: 'string', updatedAt: 'string' },
    indexes: [
      ['orderId', 'begunAt'],
      ['attention', 'updatedAt'],
    ],
  },
  keys: ({ data }) => [textAt(data, 'paymentId')],

  ...on<PaymentDoc, PaymentEvent>({
    'payment.initiated.v1': (doc, { data, metadata }) => ({
      ...begun(doc, data, metadata, 'initiated'),
      fee: fromData(data.fee),
      ruleSet: data.ruleSet,
      card: data.card === undefined ? null : { scheme: data.card.scheme, lastFour: data.card.lastFour },
      checkingAccount:
        data.checkingAccount === undefined
          ? null
          : { bank: data.checkingAccount.bank, holder: data.checkingAccount.holder },
    }),
    'payment.declared.v1': (doc, { data, metadata }) => ({
      ...begun(doc, data, metadata, 'declared'),
      ruleSet: data.ruleSet,
      estimatedArrival: data.estimatedArrival,
      transfer: {
        ...{ reference: data.reference, bank: data.bank },
        ...{ sentOn: data.sentOn, holdsUntil: data.holdsUntil },
      },
    }),
    'payment.verification-started.v1': (doc, { data, metadata }) => begun(doc, data, metadata, 'verifying'),
    'payment.authorised.v1': (doc, { data, metadata }) => ({
      ...begun(doc, data, metadata, 'authorised'),
      estimatedArrival: data.estimatedArrival,
    }),
    'payment.processing.v1': (doc, { data, metadata }) => begun(doc, data, metadata, 'processing'),
    'payment.rejected.v1': (doc, { data, metadata }) => begun(doc, data, metadata, 'rejected', data.reason),
    'payment.failed.v1': (doc, { data, metadata }) => begun(doc, data, metadata, 'failed', data.reason),
    'payment.expired.v1': (doc, { data, metadata }) => begun(doc, data, metadata, 'expired', data.reason),
    'payment.arrived.v1': (doc, { data, metadata }) => ({
      ...begun(doc, data, metadata, 'arrived'),
      arrivedAt: data.arrivedAt,
      attention: null,
    }),
    'payment.arrived-elsewhere.v1': (doc, { data, metadata }) => ({
      ...begun(doc, data, metadata, 'arrived-elsewhere'),
      arrivedAt: data.arrivedAt,
      attention: 'arrived-elsewhere',
    }),
    'payment.allocated.v1': (doc, { data, metadata }) =>
      doc && { ...moved(doc, metadata, 'allocated'), allocated: fromData(data.allocated) },
    'payment.unmatched.v1': (doc, { data, metadata }) =>
      doc && { ...moved(doc, metadata, 'unmatched', data.reason), allocated: fromData(nothingOf(data.amount)) },
    'payment.reversed.v1': (doc, { data, metadata }) => ({
      ...begun(doc, data, metadata, 'reversed', data.reason),
      allocated: fromData(nothingOf(data.amount)),
      attention: null,
    }),
    'payment.return-authorised.v1': (doc, { data, metadata }) => doc && returning(doc, data, metadata, 'authorised'),
    'payment.return-submitted.v1': (doc, { data, metadata }) => doc && returning(doc, data, metadata, 'submitted'),
    'payment.returned.v1': (doc, { data, metadata }) => doc && returning(doc, data, metadata, 'returned'),
    'payment.return-failed.v1': (doc, { data, metadata }) =>
      doc && returning(doc, data, metadata, data.retriable ? 'failed' : 'in-manual-review', data.reason),
    'payment.report-mismatched.v1': (doc, { metadata }) =>
      doc && { ...doc, updatedAt: metadata.recordedAt, attention: 'report-mismatched' },
    'payment.stray-reported.v1': (doc, { data, metadata }) => ({
      ...(doc ?? unknown(data.paymentId, metadata.recordedAt)),
      amount: data.report.amount === null ? null : fromData(data.report.amount),
      phase: 'stray',
      updatedAt: metadata.recordedAt,
      attention: 'stray',
    }),
  }),
};

const unknown = (paymentId: PaymentDoc['paymentId'], at: Instant): PaymentDoc => ({
  paymentId,
  orderId: null,
  buyer: null,
  supplier: null,
  purpose: null,
  method: null,
  amount: null,
  phase: 'initiated',
  reason: null,
  fee: null,
  ruleSet: null,
  estimatedArrival: null,
  card: null,
  checkingAccount: null,
  transfer: null,
  arrivedAt: null,
  allocated: null,
  returns: [],
  attention: null,
  begunAt: at,
  updatedAt: at,
});

/** The payment as the event tells of it, whether or not anything was known before: an arrival may be the first. */
function begun(
  doc: PaymentDoc | null,
  { paymentId, orderId, buyer, supplier, purpose, method, amount }: Attempt,
  { recordedAt }: At,
  phase: PaymentPhase,
  reason: string | null = null,
): PaymentDoc {
  const before = doc ?? unknown(paymentId, recordedAt);
  const told = { orderId, buyer, supplier, purpose, method, amount: fromData(amount) };
  return { ...before, ...told, phase, reason, updatedAt: recordedAt };
}

const moved = (doc: PaymentDoc, { recordedAt }: At, phase: PaymentPhase, reason: string | null = null): PaymentDoc => ({
  ...doc,
  phase,
  reason,
  updatedAt: recordedAt,
});

interface Back {
  readonly cause: ReturnCause;
  readonly returning: MoneyData;
}

function returning(
  doc: PaymentDoc,
  { cause, returning: amount }: Back,
  { recordedAt }: At,
  status: ReturnDoc['status'],
  reason: string | null = null,
): PaymentDoc {
  const others = doc.returns.filter((each) => each.cause !== cause);
  const returns = [...others, { cause, amount: fromData(amount), status, reason }];
  const inReview = returns.some((each) => each.status === 'in-manual-review');
  const attention = inReview ? 'return-in-manual-review' : doc.attention;
  return {
    ...doc,
    returns,
    // What an operator looked at is done with its last return.
    attention: !inReview && attention === 'return-in-manual-review' ? null : attention,
    updatedAt: recordedAt,
  };
}

const nothingOf = ({ currency }: MoneyData): MoneyData => ({ minor: '0', currency });
