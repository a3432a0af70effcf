import { localDate, type MoneyData } from '#kernel';
import type { PaymentEvent, Report } from '#contexts/payment';
import { ORDER, PAYMENT, account } from './order-history.js';
import { BUYER, SUPPLIER } from './people.js';
import { day, usd } from './values.js';

type DataOf<T extends PaymentEvent['type']> = Extract<PaymentEvent, { type: T }>['data'];
type Method = DataOf<'payment.arrived.v1'>['method'];

export const AMOUNT = usd('1600.00');
export const subject = {
  paymentId: PAYMENT,
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  purpose: 'initial',
  amount: AMOUNT,
} as const;
const attempt = (method: Method) => ({ ...subject, method });

export const checkingAccount = {
  ...{ bank: 'First Bank of Ohio', country: 'US', holder: 'Northwind Retail' },
  ...{ routingNumber: '110000000', accountNumber: '000123456789' },
};
export const card = { token: 'tok_1', scheme: 'visa', lastFour: '1111' } as const;

/** What the provider says; the sequence is what a test is about. */
export const report = (kind: Report['kind'], sequence: number, more: Partial<Report> = {}): Report => ({
  ...{ provider: 'bank', transaction: 'T1', sequence, kind, reason: null },
  amount: kind === 'arrived' || kind === 'reversed' ? AMOUNT : null,
  destination: kind === 'arrived' ? 'designated' : 'unstated',
  ...more,
});
export const source = (sequence: number) => ({ provider: 'bank', transaction: 'T1', sequence });

const event = <T extends PaymentEvent['type']>(type: T, data: DataOf<T>): PaymentEvent =>
  ({ type, data }) as unknown as PaymentEvent; // the data is of the type's own

const estimate = (from: string, to: string) => ({ from: localDate(from), to: localDate(to), calendar: 'us-banking' });

export const initiated = (): PaymentEvent =>
  event('payment.initiated.v1', {
    ...attempt('e-checking'),
    checkingAccount,
    fee: usd('15.00'),
    designatedAccount: account,
    ruleSet: 'trade-assurance/1',
    initiatedAt: day(0),
  });
export const initiatedByCard = (): PaymentEvent =>
  event('payment.initiated.v1', {
    ...attempt('card'),
    card,
    fee: usd('0.00'),
    designatedAccount: account,
    ruleSet: 'trade-assurance/1',
    initiatedAt: day(0),
  });
export const declared = (): PaymentEvent =>
  event('payment.declared.v1', {
    ...attempt('tt'),
    ...{ reference: 'SWIFT-9', bank: 'Deutsche Bank', sentOn: localDate('2026-02-27') },
    designatedAccount: account,
    ruleSet: 'trade-assurance/1',
    declaredAt: day(0),
    holdsUntil: day(30),
    estimatedArrival: estimate('2026-03-05', '2026-03-11'),
  });
export const verifying = (sequence = 1): PaymentEvent =>
  event('payment.verification-started.v1', {
    ...{ ...attempt('e-checking'), source: source(sequence) },
    startedAt: day(0),
  });
export const authorised = (sequence = 2): PaymentEvent =>
  event('payment.authorised.v1', {
    ...{ ...attempt('e-checking'), source: source(sequence), authorisedAt: day(0) },
    // a Sunday: taken up on Monday the second
    estimatedArrival: estimate('2026-03-06', '2026-03-09'),
  });
export const processing = (sequence = 3): PaymentEvent =>
  event('payment.processing.v1', {
    ...{ ...attempt('e-checking'), source: source(sequence) },
    processingAt: day(0),
  });
export const rejected = (): PaymentEvent =>
  event('payment.rejected.v1', {
    ...{ ...attempt('e-checking'), source: source(2), reason: 'account-closed' },
    rejectedAt: day(0),
  });
export const failed = (): PaymentEvent =>
  event('payment.failed.v1', {
    ...{ ...attempt('e-checking'), source: source(4), reason: 'insufficient-funds' },
    failedAt: day(0),
  });
export const expired = (): PaymentEvent =>
  event('payment.expired.v1', {
    ...{ ...attempt('e-checking'), source: source(4), reason: 'not-authorised-in-time' },
    expiredAt: day(0),
  });
export const arrived = (method: Method = 'e-checking', reference = 'CITI-77', amount = AMOUNT): PaymentEvent =>
  event('payment.arrived.v1', { ...attempt(method), amount, reference, arrivedAt: day(0) });
export const arrivedByProvider = (sequence = 5, method: Method = 'e-checking'): PaymentEvent =>
  event('payment.arrived.v1', {
    ...{ ...attempt(method), reference: 'T1', arrivedAt: day(0), source: source(sequence) },
  });
export const elsewhere = (): PaymentEvent =>
  event('payment.arrived-elsewhere.v1', {
    ...{ ...attempt('e-checking'), reference: 'CITI-77', account: '999-1', arrivedAt: day(0) },
  });
/** 1,500 of the 1,600 are owed. */
export const allocated = (): PaymentEvent =>
  event('payment.allocated.v1', { ...subject, allocated: usd('1500.00'), excess: usd('100.00') });
export const unmatched = (): PaymentEvent => event('payment.unmatched.v1', { ...subject, reason: 'order-cancelled' });

interface Gone {
  readonly allocated?: MoneyData;
  readonly awaiting?: MoneyData;
  readonly overdrawn?: MoneyData;
  readonly sequence?: number;
  readonly reason?: string;
  readonly method?: Method;
}
/** By an operator unless a sequence of the provider's is given. */
export const reversed = (gone: Gone = {}): PaymentEvent =>
  event('payment.reversed.v1', {
    ...attempt(gone.method ?? 'e-checking'),
    reversed: AMOUNT,
    fromAllocated: gone.allocated ?? usd('0.00'),
    fromAwaitingReturn: gone.awaiting ?? usd('0.00'),
    overdrawn: gone.overdrawn ?? usd('0.00'),
    reason: gone.reason ?? 'chargeback',
    ...(gone.sequence !== undefined && { source: source(gone.sequence) }),
    reversedAt: day(0),
  });

type Cause = DataOf<'payment.returned.v1'>['cause'];
const back = (cause: Cause, returning: MoneyData) => ({
  ...subject,
  returnId: `${PAYMENT}-${cause}`,
  cause,
  returning,
});
const EXCESS = usd('100.00');
export const returnAuthorised = (cause: Cause = 'excess', amount = EXCESS): PaymentEvent =>
  event('payment.return-authorised.v1', { ...back(cause, amount), authorisedAt: day(0) });
export const returnSubmitted = (cause: Cause = 'excess', amount = EXCESS): PaymentEvent =>
  event('payment.return-submitted.v1', { ...back(cause, amount), transaction: 'P1', submittedAt: day(0) });
export const returnFailed = (retriable: boolean, cause: Cause = 'excess', amount = EXCESS): PaymentEvent =>
  event('payment.return-failed.v1', {
    ...back(cause, amount),
    ...{ reason: 'account-unreachable', retriable, failedAt: day(0) },
  });
export const returned = (
  by: 'provider' | 'operator' = 'provider',
  cause: Cause = 'excess',
  amount = EXCESS,
): PaymentEvent => event('payment.returned.v1', { ...back(cause, amount), transaction: 'P1', by, returnedAt: day(0) });

export const kept = (
  kind: Report['kind'],
  sequence: number,
  because: string,
  method: Method = 'e-checking',
): PaymentEvent => event('payment.report-kept.v1', { ...attempt(method), source: source(sequence), kind, because });
export const mismatched = (told: Report, because: string): PaymentEvent =>
  event('payment.report-mismatched.v1', { ...attempt('e-checking'), report: told, because });
export const stray = (told: Report = report('arrived', 5)): PaymentEvent =>
  event('payment.stray-reported.v1', { paymentId: PAYMENT, reference: 'unheard-of', report: told });
